package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is told what, and who is not. */
@SecondMadangTest
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
		assertThat(listening.texts(author, "ko")).containsExactly(reader.handle() + " 님이 댓글을 남겼어요: “댓글”");
		assertThat(listening.texts(author, "en")).containsExactly(reader.handle() + " commented: “댓글”");
		var row = listening.rows(author).getFirst();
		assertThat(row.at("/actor/handle").asString()).isEqualTo(reader.handle());
		assertThat(row.at("/subject/address").asString()).isEqualTo("/comment/" + comment);
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
	void aHangulHandleIsNamedBeforeItsParticle() {
		var handle = Community.unique("회원").replaceAll("[a-z]", "") + "가나";
		community.jdbc().sql("update member set handle = :handle where id = :id").param("handle", handle)
				.param("id", reader.id()).update();
		var mentioning = community.aPost().by(author).in(category).saying("@" + handle + "님이 말했다").id();
		assertThat(listening.told(reader)).containsExactly("mention post:" + mentioning);
	}

	@Test
	void oneIsToldOfAMentionAndOfAnEditOnlyOnce() {
		var other = community.aMember();
		var mentioning = community.aPost().by(author).in(category).titled("부름").saying("@" + reader.handle() + " 님께").id();
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
		var secret = community.aPost().by(moderator).in(closed).titled("비밀")
				.saying("@" + reader.handle() + " @" + author.handle()).id();
		assertThat(listening.told(reader)).isEmpty();
		var admin = community.anAdmin();
		community.aComment(moderator, secret, "@" + admin.handle());
		assertThat(listening.told(admin)).hasSize(1);
	}

	@Test
	void whoHelpsModerateABoardIsToldOfWhatIsSaidThere() {
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		community.anAdmin().client().put("/categories/" + closed + "/moderators/" + reader.handle());
		community.aPost().by(community.aModerator()).in(closed).titled("비밀").saying("@" + reader.handle()).send();
		assertThat(listening.told(reader)).hasSize(1);
	}

	@Test
	void aDraftIsTalkedOfWhenItIsPublished() {
		var draft = community.aPost().by(author).in(category).titled("초고").saying("@" + reader.handle()).draft().id();
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
		assertThat(listening.told(reader)).as("and not of what was there before").containsExactly("post post:" + next);
		assertThat(listening.told(silent)).isEmpty();
	}

	@Test
	void whoFollowsATagIsToldWithItsName() {
		var tag = Community.unique("태그");
		community.aPost().by(author).in(category).titled("첫 글").tagged(tag).send();
		listening.settle();
		reader.client().put("/users/me/tags/" + java.net.URLEncoder.encode(tag, java.nio.charset.StandardCharsets.UTF_8)
				+ "/follow");
		asks(reader, "tag");
		var next = community.aPost().by(author).in(category).titled("새 글").tagged(tag).id();
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
	void aNewcomerIsWelcomed() {
		var handle = Community.unique("new");
		community.anybody().post("/auth/signup", Map.of("handle", handle, "name", "새 식구", "email", handle + "@example.org",
				"password", Community.PASSWORD));
		var newcomer = community.signIn(
				community.jdbc().sql("select id from member where handle = :handle").param("handle", handle).query(Long.class)
						.single(),
				handle);
		listening.settle();
		var rows = newcomer.client().get("/notifications").json();
		assertThat(rows.at("/items/0/kind").asString()).isEqualTo("welcome");
		assertThat(rows.at("/unread").asInt()).isEqualTo(1);
		assertThat(new Browser(community).signedIn(newcomer).get("/notifications").body())
				.contains("읽고 싶은 게시판과 태그, 사람을 고르고", "/welcome");
	}

	@Test
	void anImportTellsNobody() {
		listening.log(author.id(), "archive.imported", null, "{\"post\": 5000}");
		listening.log(author.id(), "something.unheard-of", "thing:7", "{}");
		assertThat(listening.told(author)).isEmpty();
	}

	@Test
	void aSuspendedMemberIsNotHeardOf() {
		community.jdbc().sql("insert into member_state (member_id, state) values (:id, 'suspended')").param("id", reader.id())
				.update();
		listening.log(reader.id(), "member.followed", "member:" + author.id(), "{}");
		community.jdbc().sql("insert into follow (member_id, followed_id) values (:a, :b)").param("a", reader.id())
				.param("b", author.id()).update();
		listening.log(reader.id(), "member.followed", "member:" + author.id(), "{}");
		assertThat(listening.told(author)).isEmpty();
	}
}
