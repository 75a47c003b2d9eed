package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.activity.Activity;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What is in the list, when it is not, and what it costs. */
@SecondMadangTest
class SeenTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Autowired
	NotificationConsumer consumer;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Retention retention;

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

	@Test
	void whatIsFetchedAheadIsNotRead() {
		community.aComment(reader, post, "댓글");
		assertThat(listening.unread(author)).isEqualTo(1);
		var session = community.aSession(author);
		var browser = community.anybody().header("Accept", "text/html").header("Cookie", "madang=" + session);
		assertThat(browser.header("Sec-Purpose", "prefetch").get("!/p/" + post).status()).isEqualTo(200);
		assertThat(listening.unread(author)).isEqualTo(1);
		browser.get("!/p/" + post);
		assertThat(listening.unread(author)).isZero();
	}

	@Test
	void whatIsHiddenIsGoneAtOnceAndComesBack() {
		var comment = community.aComment(reader, post, "댓글");
		assertThat(listening.unread(author)).isEqualTo(1);
		var moderator = community.aModerator();
		moderator.client().delete("/comments/" + comment);
		assertThat(author.client().get("/notifications").json().at("/items").isEmpty()).as("at once").isTrue();
		assertThat(listening.unread(author)).isZero();
		moderator.client().post("/comments/" + comment + "/restore", "{}");
		assertThat(listening.unread(author)).isEqualTo(1);
		moderator.client().delete("/posts/" + post);
		assertThat(listening.unread(author)).isEqualTo(1);
		assertThat(listening.told(author)).containsExactly("warned post:" + post);
		moderator.client().post("/posts/" + post + "/restore", "{}");
		assertThat(listening.told(author)).containsExactly("warned post:" + post, "warned post:" + post,
				"comment comment:" + comment);
		assertThat(listening.unread(author)).isEqualTo(3);
	}

	@Test
	void whatIsSaidIsWhatMayBeReadNow() {
		var comment = community.aComment(reader, post, "**처음** 한 말");
		assertThat(listening.texts(author, "en")).containsExactly(reader.handle() + " commented: “처음 한 말”");
		reader.client().patch("/comments/" + comment, Map.of("body", "고친 말"));
		assertThat(listening.rows(author).getFirst().at("/excerpt").asString()).as("as it is now").isEqualTo("고친 말");
		var browser = new Browser(community).signedIn(author);
		assertThat(browser.get("/notifications").body()).contains("고친 말", "제목 · ").doesNotContain("처음");
		for (var path : List.of("/notifications", "/notifications/latest")) {
			assertThat(browser.get(path).body()).contains("고친 말");
		}
		var moderator = community.aModerator();
		moderator.client().delete("/comments/" + comment);
		for (var path : List.of("/notifications", "/notifications/latest")) {
			assertThat(browser.get(path).body()).as("hidden").doesNotContain("고친 말");
		}
		moderator.client().post("/comments/" + comment + "/restore", "{}");
		assertThat(browser.get("/notifications/latest").body()).contains("고친 말");
		author.client().put("/users/" + reader.handle() + "/block");
		for (var path : List.of("/notifications", "/notifications/latest")) {
			assertThat(browser.get(path).body()).as("blocked").doesNotContain("고친 말");
		}
	}

	@Test
	void ofABoardThatIsClosedNothingIsSaid() {
		var comment = community.aComment(author, post, "@" + reader.handle() + " 비밀 이야기");
		assertThat(listening.told(reader)).containsExactly("mention comment:" + comment);
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		community.aModerator().client().patch("/posts/" + post, Map.of("category", closed));
		var browser = new Browser(community).signedIn(reader);
		assertThat(browser.get("/notifications").body()).doesNotContain("비밀 이야기");
		assertThat(browser.get("/notifications/latest").body()).doesNotContain("비밀 이야기");
	}

	@Test
	void theRowsSinceARevisionAreThoseThatCameAfterIt() {
		var browser = new Browser(community).signedIn(author);
		community.aComment(reader, post, "먼저 온 댓글");
		listening.settle();
		var since = browser.get("/notifications").body().replaceAll("(?s).*data-since=\"(\\d+)\".*", "$1");
		assertThat(browser.get("/notifications/latest?since=" + since).body()).doesNotContain("<li");
		community.aComment(reader, post, "나중에 온 댓글");
		listening.settle();
		statements.take();
		assertThat(browser.get("/notifications/latest?since=" + since).body()).contains("나중에 온 댓글")
				.doesNotContain("먼저 온 댓글", "<html");
		assertThat(statements.take()).filteredOn(text -> text.contains("from notification n")).hasSize(1);
	}

	@Test
	void whatMovesWhereOneMayNotReadIsGone() {
		var mention = community.aPost().by(author).in(category).titled("부름").saying("@" + reader.handle()).id();
		assertThat(listening.told(reader)).hasSize(1);
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		community.aModerator().client().patch("/posts/" + mention, Map.of("category", closed));
		assertThat(listening.told(reader)).isEmpty();
		assertThat(listening.unread(reader)).isZero();
	}

	@Test
	void whatIsShownForTheFirstTimeByItsRestorationIsTold() {
		var quiet = community.aPost().by(author).in(category).titled("초고").saying("@" + reader.handle()).draft().id();
		community.jdbc().sql("update post set state = 'hidden', taken_by = 'moderator' where id = :id").param("id", quiet)
				.update();
		listening.settle();
		community.aModerator().client().post("/posts/" + quiet + "/restore", "{}");
		assertThat(listening.told(reader)).containsExactly("mention post:" + quiet);
	}

	@Test
	void aBatchThatIsReadAgainTellsNothingTwice() {
		var comment = community.aComment(reader, post, "@" + author.handle());
		reader.client().put("/posts/" + post + "/like");
		assertThat(listening.told(author)).hasSize(2);
		var again = community.jdbc().sql("""
				select id, verb, subject, detail::text as detail, actor_id from activity where actor_id = :id order by xact, id
				""").param("id", reader.id()).query((row, number) -> new Activity(row.getLong("id"),
				java.time.Instant.now(), row.getLong("actor_id"), row.getString("verb"), row.getString("subject"),
				row.getString("detail"))).list();
		transaction.executeWithoutResult(status -> consumer.consume(again));
		assertThat(listening.told(author)).containsExactlyInAnyOrder("comment comment:" + comment, "like post:" + post);
		assertThat(listening.rows(author)).allSatisfy(row -> assertThat(row.at("/others").asInt()).isZero());
	}

	@Test
	void oneReadsSomeAllBeforeOneOrAll() {
		for (int i = 0; i < 4; i++) {
			community.aComment(reader, post, "댓글 " + i);
		}
		var ids = listening.rows(author).stream().map(row -> row.at("/id").asLong()).toList();
		var client = author.client();
		assertThat(client.post("/notifications/read", Map.of("ids", List.of(ids.get(0)))).json().at("/unread").asInt())
				.isEqualTo(3);
		assertThat(client.post("/notifications/read", Map.of("upTo", ids.get(2))).json().at("/unread").asInt()).isEqualTo(1);
		assertThat(client.get("/notifications?unread=true").json().at("/items/0/id").asLong()).isEqualTo(ids.get(1));
		assertThat(reader.client().post("/notifications/read", Map.of("ids", ids)).status()).isEqualTo(200);
		assertThat(client.post("/notifications/read", "{\"ids\":[null]}").text("/errors/0/code")).isEqualTo("missing");
		assertThat(listening.unread(author)).as("nobody reads for somebody else").isEqualTo(1);
		assertThat(client.post("/notifications/read", Map.of("all", true)).json().at("/unread").asInt()).isZero();
		for (var wrong : List.of("{}", "{\"ids\":[null]}", "{\"ids\":\"x\"}", "{\"upto\":1}", "[]", "{\"all\":false}")) {
			assertThat(client.post("/notifications/read", wrong).status()).as(wrong).isIn(400, 422);
		}
	}

	@Test
	void thePageMarksWhatItShowedAndNothingThatCameSince() {
		var browser = new Browser(community).signedIn(author);
		reader.client().put("/posts/" + post + "/like");
		assertThat(listening.unread(author)).isEqualTo(1);
		var shown = browser.get("/notifications").body().replaceAll("(?s).*name=\"(seen|upTo)\" value=\"(\\d+)\".*", "$1=$2");
		community.aComment(reader, post, "그 사이");
		listening.settle();
		community.aMember().client().put("/posts/" + post + "/like");
		assertThat(listening.unread(author)).isEqualTo(2);
		assertThat(browser.post("/notifications/read", shown).status()).isEqualTo(303);
		assertThat(listening.unread(author)).isEqualTo(2);
		shown = browser.get("/notifications").body().replaceAll("(?s).*name=\"(seen|upTo)\" value=\"(\\d+)\".*", "$1=$2");
		browser.post("/notifications/read", shown);
		assertThat(listening.unread(author)).isZero();
		assertThat(browser.get("/notifications").body()).contains("action=\"/notifications/read\" hidden");
	}

	@Test
	void whoLeavesWhileTheConsumerIsAtWorkLeavesNothingBehind() {
		var comment = community.aComment(author, post, "댓글");
		reader.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		community.jdbc().sql("""
				insert into notification (member_id, kind, subject_kind, subject_id, post_id, actor_id)
				values (:author, 'reply', 'comment', :comment, :post, :reader),
				       (:reader, 'reply', 'comment', :comment, :post, :author)
				""").param("author", author.id()).param("reader", reader.id()).param("comment", comment).param("post", post)
				.update();
		var withdrawn = community.jdbc().sql("select id from activity where verb = 'member.withdrawn' and subject = :subject")
				.param("subject", "member:" + reader.id()).query(Long.class).single();
		transaction.executeWithoutResult(status -> consumer.consume(List.of(new Activity(withdrawn, java.time.Instant.now(),
				reader.id(), "member.withdrawn", "member:" + reader.id(), "{}"))));
		assertThat(community.jdbc().sql("select count(*) from notification where actor_id = :id or member_id = :id")
				.param("id", reader.id()).query(Integer.class).single()).isZero();
	}

	@Test
	void aListGoesOnByItsCursor() {
		for (int i = 0; i < 5; i++) {
			community.aComment(reader, post, "댓글 " + i);
		}
		listening.settle();
		var first = author.client().get("/notifications?limit=3").json();
		var rest = author.client().get("/notifications?limit=3&cursor=" + first.at("/nextCursor").asString()).json();
		assertThat(first.at("/items").size() + rest.at("/items").size()).isEqualTo(5);
		assertThat(author.client().get("/notifications?cursor=nonsense").code()).isEqualTo("bad-cursor");
	}

	@Test
	void aPageCostsAStatementForTheBellTheFirstTimeOnly() {
		var cookie = "madang=" + aCookie(author.id());
		var browser = community.anybody().header("Accept", "text/html").header("Cookie", cookie);
		community.aComment(reader, post, "댓글");
		listening.settle();
		assertThat(browser.get("!/terms").body()).contains("class=\"bell\"").contains("<b>1</b>");
		statements.take();
		browser.get("!/terms");
		assertThat(statements.take()).filteredOn(text -> text.contains("notification")).isEmpty();
		community.aComment(reader, post, "또 댓글");
		listening.settle();
		statements.take();
		org.awaitility.Awaitility.await().until(() -> browser.get("!/terms").body().contains("<b>2</b>"));
		assertThat(statements.take()).filteredOn(text -> text.contains("notification")).hasSize(1)
				.allSatisfy(text -> assertThat(text).contains("count(*)"));
		browser.get("!/p/" + post);
		assertThat(browser.get("!/terms").body()).as("read with its post").contains("<b hidden>");
		community.anybody().header("Accept", "text/html").get("!/terms");
		statements.take();
		assertThat(community.anybody().header("Accept", "text/html").get("!/terms").body()).doesNotContain("class=\"bell\"");
		assertThat(statements.take()).filteredOn(text -> text.contains("notification")).isEmpty();
	}

	@Test
	void aListIsOneStatement() {
		community.aComment(reader, post, "댓글");
		listening.unread(author);
		statements.take();
		author.client().get("/notifications");
		assertThat(statements.take()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void whatWasReadLongAgoGoesAndNobodyKeepsMoreThanAThousand() {
		community.jdbc().sql("""
				insert into notification (member_id, kind, subject_kind, subject_id, post_id, actor_id, created_at)
				select :member, 'comment', 'post', :post, :post, :actor, now() from generate_series(1, 1005)
				""").param("member", author.id()).param("post", post).param("actor", reader.id()).update();
		community.jdbc().sql("""
				insert into notification (member_id, kind, subject_kind, subject_id, read_at)
				select :member, 'like', 'post', :post, now() - interval '91 days' from generate_series(1, 2500)
				""").param("member", reader.id()).param("post", post).update();
		retention.sweep();
		assertThat(count(author)).isEqualTo(1000);
		assertThat(count(reader)).isZero();
		assertThat(author.client().get("/notifications").json().at("/unread").asInt()).as("a hundred or more").isEqualTo(100);
	}

	@Test
	void aMemberTakesItAlongAndLeavesNothingBehind() {
		community.aComment(reader, post, "댓글");
		assertThat(listening.told(author)).hasSize(1);
		assertThat(author.client().get("/users/me/export").status()).isEqualTo(200);
		reader.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		assertThat(listening.told(author)).isEmpty();
		assertThat(community.jdbc().sql("select count(*) from notification where actor_id = :id or member_id = :id")
				.param("id", reader.id()).query(Integer.class).single()).isZero();
	}

	private int count(Person person) {
		return community.jdbc().sql("select count(*) from notification where member_id = :id").param("id", person.id())
				.query(Integer.class).single();
	}

	private String aCookie(long memberId) {
		var secret = Community.unique("cookie");
		community.jdbc().sql("""
				insert into sign_in (member_id, session_hash, expires_at)
				values (:id, sha256(convert_to(:secret, 'UTF8')), now() + interval '1 day')
				""").param("id", memberId).param("secret", secret).update();
		return secret;
	}
}
