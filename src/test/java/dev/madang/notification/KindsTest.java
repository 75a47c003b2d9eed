package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is told what, and who is not. */
@MadangTest
class KindsTest {

	@Autowired
	Community community;

	private Listening listening;

	private Person author;

	private Person reader;

	private String category;

	private long post;

	@BeforeEach
	void aPost() {
		listening = new Listening(community);
		author = community.aMember();
		reader = community.aMember();
		category = community.aCategory();
		post = community.aPost(author, category);
	}

	private void asks(Person person, String kind) {
		assertThat(person.client()
				.put("/notifications/preferences", Map.of("kinds", Map.of(kind, Map.of("page", true, "mail", false)))).status())
				.isEqualTo(200);
	}

	private void refuses(Person person, String kind) {
		person.client().put("/notifications/preferences",
				Map.of("kinds", Map.of(kind, Map.of("page", false, "mail", false))));
	}

	@Test
	void anAuthorIsToldOfACommentInBothLanguages() {
		var comment = community.aComment(reader, post, "댓글");
		assertThat(listening.told(author)).containsExactly("comment comment:" + comment);
		assertThat(listening.texts(author, "ko")).containsExactly(reader.handle() + " 님이 댓글을 남겼습니다: “제목”");
		assertThat(listening.texts(author, "en")).containsExactly(reader.handle() + " commented on “제목”");
		var row = listening.rows(author).getFirst();
		assertThat(row.at("/actor/handle").asString()).isEqualTo(reader.handle());
		assertThat(row.at("/subject/address").asString()).isEqualTo("/p/" + post + "#c" + comment);
		assertThat(row.at("/readAt").isNull()).isTrue();
	}

	@Test
	void nobodyIsToldOfTheirOwnActs() {
		var comment = community.aComment(author, post, "나 @" + author.handle() + " 자신");
		community.aReply(author, post, comment, "답글");
		author.client().put("/posts/" + post + "/like");
		assertThat(listening.told(author)).isEmpty();
	}

	@Test
	void whoeverIsAnsweredIsToldOnceAndNotForTheCommentAsWell() {
		var comment = community.aComment(author, post, "내 댓글");
		var reply = community.aReply(reader, post, comment, "@" + author.handle() + " 답글");
		assertThat(listening.told(author)).containsExactly("reply comment:" + reply);
	}

	@Test
	void whoeverRefusesRepliesIsStillToldOfTheComment() {
		refuses(author, "reply");
		var comment = community.aComment(author, post, "내 댓글");
		var reply = community.aReply(reader, post, comment, "답글");
		assertThat(listening.told(author)).containsExactly("comment comment:" + reply);
		refuses(author, "comment");
		community.aComment(reader, post, "또 댓글");
		assertThat(listening.told(author)).hasSize(1);
	}

	@Test
	void oneIsToldOfAMentionAndOfAnEditOnlyOnce() {
		var other = community.aMember();
		var mentioning = community
				.aPost(author, Map.of("category", category, "title", "부름", "body", "@" + reader.handle() + " 님께")).id();
		assertThat(listening.told(reader)).containsExactly("mention post:" + mentioning);
		author.client().patch("/posts/" + mentioning,
				Map.of("body", "@" + reader.handle() + " 님과 @" + other.handle() + "님께, 또 @" + reader.handle()));
		assertThat(listening.told(reader)).hasSize(1);
		assertThat(listening.told(other)).containsExactly("mention post:" + mentioning);
		var comment = community.aComment(author, mentioning, "아무도");
		author.client().patch("/comments/" + comment, Map.of("body", "@" + other.handle()));
		author.client().patch("/comments/" + comment, Map.of("body", "@" + other.handle() + "!"));
		assertThat(listening.told(other)).containsExactly("mention comment:" + comment, "mention post:" + mentioning);
	}

	@Test
	void everyEditOfABatchIsReadByItsOwnVersion() {
		for (var body : List.of("@" + reader.handle(), "@" + reader.handle() + " 그리고 더")) {
			author.client().patch("/posts/" + post, Map.of("body", body));
		}
		assertThat(listening.told(reader)).containsExactly("mention post:" + post);
	}

	@Test
	void aMentionDoesNotReachWhoMayNotReadIt() {
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		var moderator = community.aModerator();
		var secret = community.aPost(moderator, Map.of("category", closed, "title", "비밀", "body",
				"@" + reader.handle() + " @" + author.handle())).id();
		assertThat(listening.told(reader)).isEmpty();
		var admin = community.anAdmin();
		community.aComment(moderator, secret, "@" + admin.handle());
		assertThat(listening.told(admin)).hasSize(1);
	}

	@Test
	void whoHelpsModerateABoardIsToldOfWhatIsSaidThere() {
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		community.anAdmin().client().put("/categories/" + closed + "/moderators/" + reader.handle());
		community.aPost(community.aModerator(), Map.of("category", closed, "title", "비밀", "body", "@" + reader.handle()));
		assertThat(listening.told(reader)).hasSize(1);
	}

	@Test
	void aDraftIsTalkedOfWhenItIsPublished() {
		var draft = community.aPost(author, Map.of("category", category, "title", "초고", "body", "@" + reader.handle(),
				"status", "draft")).id();
		author.client().patch("/posts/" + draft, Map.of("body", "고친 @" + reader.handle()));
		assertThat(listening.told(reader)).isEmpty();
		author.client().patch("/posts/" + draft, Map.of("status", "published"));
		assertThat(listening.told(reader)).containsExactly("mention post:" + draft);
	}

	@Test
	void followersWhoAskedAreToldOfANewPost() {
		var silent = community.aMember();
		for (var follower : List.of(reader, silent)) {
			follower.client().put("/users/" + author.handle() + "/follow");
		}
		asks(reader, "post");
		var next = community.aPost(author, category);
		assertThat(listening.told(reader)).containsExactly("post post:" + next);
		assertThat(listening.told(silent)).isEmpty();
	}

	@Test
	void whoFollowsATagIsToldWithItsName() {
		var tag = Community.unique("태그");
		community.aPost(author, Map.of("category", category, "title", "첫 글", "body", "본문", "tags", List.of(tag)));
		reader.client().put("/users/me/tags/" + java.net.URLEncoder.encode(tag, java.nio.charset.StandardCharsets.UTF_8)
				+ "/follow");
		asks(reader, "tag");
		var next = community.aPost(author, Map.of("category", category, "title", "새 글", "body", "본문", "tags", List.of(tag)))
				.id();
		assertThat(listening.told(reader)).containsExactly("tag post:" + next);
		assertThat(listening.texts(reader, "en")).containsExactly("New in #" + tag + ": “새 글” by " + author.handle());
	}

	@Test
	void nothingPassesBetweenTwoOfWhomOneBlocksTheOther() {
		reader.client().put("/users/" + author.handle() + "/follow");
		community.aComment(reader, post, "댓글");
		assertThat(listening.told(author)).hasSize(2);
		author.client().put("/users/" + reader.handle() + "/block");
		assertThat(author.client().get("/notifications").json().at("/items").isEmpty()).as("at once").isTrue();
		var other = community.aMember();
		var elsewhere = community.aPost(other, category);
		community.aComment(reader, elsewhere, "@" + author.handle());
		community.aComment(author, elsewhere, "@" + reader.handle());
		assertThat(listening.told(author)).isEmpty();
		assertThat(listening.told(reader)).isEmpty();
		assertThat(listening.told(other)).hasSize(2);
	}

	@Test
	void nobodyHearsOfAPostByTheirBlocked() {
		reader.client().put("/users/" + author.handle() + "/block");
		var other = community.aMember();
		community.aComment(other, post, "@" + reader.handle());
		assertThat(listening.told(reader)).isEmpty();
	}

	@Test
	void aReportIsAnsweredToItsReporterAndTheReportedLearnsWhatWasDone() {
		decide(Map.of("target", "post:" + post, "status", "resolved", "action", "warn", "reporter", reader.id(), "reported",
				author.id()));
		assertThat(listening.told(reader)).containsExactly("report post:" + post);
		assertThat(listening.texts(author, "en")).containsExactly(
				"A moderator warns you about “제목”. Please mind the rules of this community.");
		assertThat(listening.rows(author).getFirst().at("/actor").isNull()).isTrue();
		assertThat(author.client().get("/notifications").body()).doesNotContain(reader.handle());
	}

	@Test
	void ofSeveralReportsEachReporterIsAnsweredAndTheReportedHearsOnce() {
		var other = community.aMember();
		var moderator = community.aModerator();
		community.jdbc().sql("""
				insert into activity (actor_id, verb, subject, detail)
				select :moderator, 'report.decided', 'report:' || reporter, jsonb_build_object('target', 'post:' || :post::text,
				       'status', 'resolved', 'action', 'hide', 'reporter', reporter, 'reported', :reported::bigint)
				from unnest(:reporters) as reporter
				""").param("moderator", moderator.id()).param("post", post).param("reported", author.id())
				.param("reporters", new Long[]{ reader.id(), other.id(), moderator.id() }).update();
		assertThat(listening.told(author)).containsExactly("warned post:" + post);
		assertThat(listening.told(reader)).containsExactly("report post:" + post);
		assertThat(listening.told(other)).containsExactly("report post:" + post);
		assertThat(listening.told(moderator)).as("who decided it knows").isEmpty();
	}

	@Test
	void whoseThingAModeratorHidIsToldOnceAndWhenItIsShownAgain() {
		var moderator = community.aModerator();
		assertThat(moderator.client().delete("/posts/" + post).status()).isEqualTo(204);
		assertThat(listening.texts(author, "en")).containsExactly("A moderator has hidden “제목”");
		assertThat(listening.rows(author).getFirst().at("/subject/address").asString()).isEqualTo("/p/" + post);
		moderator.client().post("/posts/" + post + "/restore", "");
		assertThat(listening.texts(author, "en").getFirst()).isEqualTo("A moderator shows “제목” again");
		var comment = community.aComment(reader, post, "댓글");
		reader.client().delete("/comments/" + comment);
		assertThat(listening.told(reader)).as("by oneself").isEmpty();
	}

	@Test
	void aDecisionIsToldOnceWithItsEndAndItsAnswer() {
		var moderator = community.aModerator();
		var hidden = reader.client().post("/reports", Map.of("targetType", "post", "targetId", post, "reason", "spam")).id();
		assertThat(moderator.client().patch("/admin/reports/" + hidden,
				Map.of("status", "resolved", "action", "hide", "resolution", "광고입니다")).status()).isEqualTo(200);
		assertThat(listening.texts(author, "en")).containsExactly("A moderator has hidden “제목” The answer: “광고입니다”");
		assertThat(listening.texts(reader, "en").getFirst()).contains("광고입니다").doesNotContain("제목");
		var member = reader.client().post("/reports", Map.of("targetType", "user", "targetId", author.id(), "reason", "spam"))
				.id();
		moderator.client().patch("/admin/reports/" + member, Map.of("status", "resolved", "action", "silence", "until",
				"2099-01-01T15:00:00Z", "resolution", "쉬세요"));
		assertThat(listening.texts(author, "en").getFirst()).contains("(~ 2099-01-01)", "쉬세요");
		assertThat(listening.texts(reader, "en").getFirst()).doesNotContain("2099");
	}

	@Test
	void aReporterIsToldOfWhichReportAsLongAsTheySeeIt() {
		decide(Map.of("target", "post:" + post, "status", "rejected", "reporter", reader.id(), "reported", author.id()));
		assertThat(listening.texts(reader, "en").getFirst()).contains("“제목”");
		author.client().put("/users/" + reader.handle() + "/block");
		assertThat(listening.texts(reader, "en").getFirst()).doesNotContain("제목");
	}

	@Test
	void aRejectedReportTellsTheReportedNothing() {
		decide(Map.of("target", "post:" + post, "status", "rejected", "reporter", reader.id(), "reported", author.id()));
		assertThat(listening.texts(reader, "en").getFirst()).contains("nothing needed to be done");
		assertThat(listening.told(author)).isEmpty();
	}

	@Test
	void moderatorsHearOfReportsInOneRowAndMembersDoNot() {
		var moderator = community.aModerator();
		for (var person : List.of(reader, author)) {
			log(person.id(), "report.filed", "report:1", "{}");
		}
		assertThat(listening.told(moderator)).containsExactly("filed report:0");
		assertThat(listening.rows(moderator).getFirst().at("/subject/address").asString()).isEqualTo("/admin/reports");
		assertThat(listening.told(reader)).isEmpty();
	}

	@Test
	void aNewcomerIsWelcomed() {
		var handle = Community.unique("new");
		community.anybody().post("/auth/signup", Map.of("handle", handle, "name", "새 식구", "email", handle + "@example.org",
				"password", Community.PASSWORD));
		var newcomer = community.signIn(0, handle);
		listening.settle();
		var rows = newcomer.client().get("/notifications").json();
		assertThat(rows.at("/items/0/kind").asString()).isEqualTo("welcome");
		assertThat(rows.at("/unread").asInt()).isEqualTo(1);
	}

	@Test
	void anImportTellsNobody() {
		log(author.id(), "archive.imported", null, "{\"post\": 5000}");
		log(author.id(), "something.unheard-of", "thing:7", "{}");
		assertThat(listening.told(author)).isEmpty();
	}

	@Test
	void aSuspendedMemberIsNotHeardOf() {
		community.jdbc().sql("insert into member_state (member_id, state) values (:id, 'suspended')").param("id", reader.id())
				.update();
		log(reader.id(), "member.followed", "member:" + author.id(), "{}");
		community.jdbc().sql("insert into follow (member_id, followed_id) values (:a, :b)").param("a", reader.id())
				.param("b", author.id()).update();
		log(reader.id(), "member.followed", "member:" + author.id(), "{}");
		assertThat(listening.told(author)).isEmpty();
	}

	private void decide(Map<String, Object> detail) {
		log(community.aModerator().id(), "report.decided", "report:1",
				new tools.jackson.databind.json.JsonMapper().writeValueAsString(detail));
	}

	private void log(long actor, String verb, @org.jspecify.annotations.Nullable String subject, String detail) {
		community.jdbc()
				.sql("insert into activity (actor_id, verb, subject, detail) values (:actor, :verb, :subject, :detail::jsonb)")
				.param("actor", actor).param("verb", verb).param("subject", subject).param("detail", detail).update();
	}
}
