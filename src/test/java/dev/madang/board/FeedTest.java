package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lists say of what is new to their reader, and of what was said last. */
@MadangTest
class FeedTest {

	@Autowired
	Community community;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Categories categories;

	@Autowired
	Visits visits;

	@Autowired
	ClusterSignals signals;

	Community.Person author;

	Community.Person reader;

	String board;

	long post;

	@BeforeEach
	void aBoard() {
		author = community.aMember();
		reader = community.aMember();
		board = community.aCategory();
		post = community.aPost().by(author).in(board).titled("새로 나온 글").id();
	}

	private Browser as(Community.Person person) {
		return new Browser(community).signedIn(person);
	}

	private String list(Community.Person person) {
		return as(person).get("/c/" + board).body();
	}

	private void wasHere(Community.Person person, String ago) {
		jdbc.sql(
				"insert into visit (member_id, since, seen_at) values (:id, now() - interval '9 days', now() - :ago::interval)")
				.param("id", person.id()).param("ago", ago).update();
	}

	@Test
	void theLatestCommentIsShownAndNoneThatIsGone() {
		community.aComment(reader, post, "먼저 남긴 댓글");
		var last = community.aComment(reader, post, "나중에 남긴 **댓글**");
		assertThat(list(author)).contains("<span>나중에 남긴 댓글</span>", "/comment/" + last + "\"")
				.doesNotContain("먼저 남긴 댓글");
		reader.client().delete("/comments/" + last);
		assertThat(list(author)).contains("먼저 남긴 댓글").doesNotContain("나중에 남긴 댓글");
	}

	@Test
	void nobodyIsShownWhatSomebodySaysWhomTheyBlock() {
		community.aComment(reader, post, "막힌 회원의 댓글");
		author.client().put("/users/" + reader.handle() + "/block");
		assertThat(list(author)).doesNotContain("막힌 회원의 댓글");
		assertThat(list(community.aMember())).contains("막힌 회원의 댓글");
	}

	@Test
	void aLineStandsBetweenWhatIsNewSinceTheLastVisitAndWhatIsNot() {
		jdbc.sql("update post set created_at = now() - interval '3 hours' where id = :id").param("id", post).update();
		wasHere(reader, "1 hour");
		community.aPost().by(author).in(board).titled("방금 올린 글").id();
		assertThat(list(reader)).containsSubsequence("방금 올린 글", "지난번 이후 새 글 1개", "새로 나온 글")
				.containsOnlyOnce("row with-face text new");
	}

	@Test
	void aPinnedPostStandsAboveTheLineAndIsNotCounted() {
		jdbc.sql("update post set created_at = now() - interval '3 hours' where id = :id").param("id", post).update();
		var pinned = community.aPost().by(author).in(board).titled("고정한 글").id();
		jdbc.sql("update post set pinned = true, created_at = now() - interval '2 days' where id = :id").param("id", pinned)
				.update();
		wasHere(reader, "1 hour");
		community.aPost().by(author).in(board).titled("방금 올린 글").id();
		assertThat(list(reader)).containsSubsequence("고정한 글", "방금 올린 글", "지난번 이후 새 글 1개", "새로 나온 글");
	}

	@Test
	void whatWasReadIsNewNoLongerButWhatIsSaidThereLaterIs() {
		wasHere(reader, "1 hour");
		as(reader).get("/p/" + post);
		assertThat(list(reader)).doesNotContain("row with-face text new", "새 댓글 1개");
		community.aComment(author, post, "나중 댓글");
		assertThat(list(reader)).contains("새 댓글 1개");
		assertThat(list(community.aMember())).doesNotContain("새 댓글 1개");
	}

	@Test
	void aVisitLastsAsLongAsSomebodyComesBackWithinHalfAnHour() {
		wasHere(reader, "20 minutes");
		assertThat(list(reader)).contains("row with-face text new").doesNotContain("class=\"since\"");
		assertThat(
				jdbc.sql("select now() - since > interval '8 days' from visit where member_id = :id").param("id", reader.id())
						.query(Boolean.class).single())
				.isTrue();
	}

	@Test
	void nothingIsNewToWhoWroteItOrIsHereForTheFirstTime() {
		wasHere(author, "1 hour");
		assertThat(list(author)).doesNotContain("row with-face text new");
		assertThat(list(community.aMember())).doesNotContain("row with-face text new");
	}

	@Test
	void aBoardSaysHowMuchIsNewUntilItIsLookedAt() {
		wasHere(reader, "1 hour");
		var place = "href=\"/c/" + board + "\"[^<]*<small class=\"fresh\">1\\s";
		assertThat(as(reader).get("/").body().replaceAll("\\s+", " ")).containsPattern(place);
		list(reader);
		assertThat(as(reader).get("/").body().replaceAll("\\s+", " ")).doesNotContainPattern(place);
	}

	@Test
	void whatIsLookedAtIsNewOnNoNode() {
		wasHere(reader, "1 hour");
		var other = new Visits(jdbc, categories, signals);
		var viewer = new Viewer(reader.id(), reader.handle(), reader.handle(), Role.MEMBER, 1);
		var id = categories.get(board, viewer).id();
		assertThat(other.unread(viewer)).containsEntry(id, 1);
		list(reader);
		community.awaitSignals();
		assertThat(other.unread(viewer)).doesNotContainKey(id);
	}

	@Test
	void aBoardThatIsRemovedWhileItIsLookedAtIsNoFailure() {
		var viewer = new Viewer(reader.id(), reader.handle(), reader.handle(), Role.MEMBER, 1);
		var slug = community.aCategory();
		var removed = categories.get(slug, viewer);
		assertThat(community.anAdmin().client().delete("/categories/" + slug).status()).isEqualTo(204);
		visits.look(viewer, List.of(removed), Instant.now().plusSeconds(60));
		assertThat(visits.muted(viewer)).isEmpty();
	}

	@Test
	void aQuestionSaysWhetherSomebodyHasAnswered() {
		var questions = community.aCategory(Map.of("kind", "questions"));
		var asked = community.aPost().by(author).in(questions).titled("두 글자 검색이 느려요").id();
		assertThat(as(reader).get("/c/" + questions).body()).contains("row with-face question", "답변 대기");
		community.aComment(author, asked, "덧붙이면, 영어는 빨라요");
		assertThat(as(reader).get("/c/" + questions).body()).contains("답변 대기");
		var answer = community.aComment(reader, asked, "색인을 보세요");
		community.aReply(author, asked, answer, "고마워요");
		assertThat(as(reader).get("/c/" + questions).body()).contains("답변 1개").doesNotContain("답변 대기");
		assertThat(list(reader)).doesNotContain("답변 대기");
	}

	@Test
	void answersAreCountedUpToAHundred() {
		var questions = community.aCategory(Map.of("kind", "questions"));
		var asked = community.aPost().by(author).in(questions).id();
		var answer = community.aComment(reader, asked, "색인을 보세요");
		jdbc.sql("""
				insert into comment (id, post_id, author_id, path)
				select n.id, c.post_id, c.author_id, array[n.id]
				from (select nextval(pg_get_serial_sequence('comment', 'id')) as id from generate_series(1, 100)) n
				join comment c on c.id = :id
				""").param("id", answer).update();
		assertThat(as(author).get("/c/" + questions).body()).contains("답변 99+개");
	}

	@Test
	void aBoardHasAKindThatThereIs() {
		var admin = community.anAdmin();
		assertThat(community.anybody().get("/categories").body().toString()).contains("discussion");
		assertThat(admin.client().patch("/categories/" + board, Map.of("kind", "questions")).json().path("kind").asString())
				.isEqualTo("questions");
		assertThat(admin.client().patch("/categories/" + board, Map.of("kind", "auction")).status()).isEqualTo(422);
	}

	@Test
	void onesOwnPostsAreNotCountedAmongTheNewOnes() {
		jdbc.sql("update post set created_at = now() - interval '3 hours' where id = :id").param("id", post).update();
		wasHere(reader, "1 hour");
		community.aPost().by(reader).in(board).titled("내가 쓴 글").id();
		assertThat(list(reader)).doesNotContain("class=\"since\"");
		community.aPost().by(author).in(board).titled("남이 쓴 글").id();
		assertThat(list(reader)).contains("지난번 이후 새 글 1개");
	}

	@Test
	void aBoardShowsWhatIsBelowItAndWhatIsSeenThereIsNewNoLonger() {
		wasHere(reader, "1 hour");
		var below = community.aCategory(Map.of("parent", board));
		community.aPost().by(author).in(below).id();
		var place = "href=\"/c/" + below + "\"[^<]*<small class=\"fresh\">1\\s";
		assertThat(as(reader).get("/").body().replaceAll("\\s+", " ")).containsPattern(place);
		list(reader);
		assertThat(as(reader).get("/").body().replaceAll("\\s+", " ")).doesNotContainPattern(place);
	}

	@Test
	void aListThatWasFetchedAheadShowsWhatIsNewToo() {
		wasHere(reader, "1 hour");
		var ahead = community.anybody().header("Accept", "text/html").header("Cookie", "madang=" + community.aSession(reader))
				.header("Sec-Purpose", "prefetch").get("!/c/" + board).body();
		assertThat(ahead).contains("row with-face text new");
		assertThat(list(reader)).contains("row with-face text new");
	}

	@Test
	void theFeedOfWhomOneFollowsSaysWhatIsNewToo() {
		jdbc.sql("update post set created_at = now() - interval '3 hours' where id = :id").param("id", post).update();
		wasHere(reader, "1 hour");
		reader.client().put("/users/" + author.handle() + "/follow");
		community.aPost().by(author).in(board).titled("방금 올린 글").id();
		assertThat(as(reader).get("/feed").body()).containsSubsequence("방금 올린 글", "지난번 이후 새 글 1개", "새로 나온 글");
	}

	@Test
	void aMutedBoardStaysOutOfTheHomePage() {
		wasHere(reader, "1 hour");
		assertThat(as(reader).get("/").body()).contains("/p/" + post + "\"");
		assertThat(as(reader).post("/c/" + board + "/mute", "on=true").status()).isEqualTo(303);
		assertThat(as(reader).get("/").body()).doesNotContain("/p/" + post + "\"").contains("<small>홈에서 숨김</small>");
		assertThat(as(community.aMember()).get("/").body()).contains("/p/" + post + "\"");
		as(reader).post("/c/" + board + "/mute", "on=false");
		assertThat(as(reader).get("/").body()).contains("/p/" + post + "\"");
	}

	@Test
	void nobodyMutesABoardThatTheyMayNotRead() {
		var closed = community.aCategory(Map.of("readRole", "moderator"));
		assertThat(as(reader).post("/c/" + closed + "/mute", "on=true").status()).isEqualTo(404);
	}

	@Test
	void aListAsksHowManyPostsHaveComeMeanwhile() {
		var shown = Instant.now().minusSeconds(60);
		assertThat(newer(reader, board, shown)).contains("{\"count\":1}");
		assertThat(newer(author, board, shown)).contains("{\"count\":0}");
		assertThat(newer(reader, board, Instant.now())).contains("{\"count\":0}");
		assertThat(newer(reader, community.aCategory(Map.of("readRole", "moderator")), shown)).contains("찾을 수 없어요");
		assertThat(new Browser(community).get("/newer?after=yesterday").status()).isEqualTo(400);
	}

	private String newer(Community.Person person, String category, Instant after) {
		return as(person).get("/newer?category=" + category + "&after=" + after)
				.body();
	}

	@Test
	void listsAreCompactForThoseWhoWantThem() {
		var browser = new Browser(community);
		assertThat(browser.get("/").body()).contains("data-density=\"comfortable\"");
		browser.post("/preferences", "density=compact");
		assertThat(browser.get("/").body()).contains("data-density=\"compact\"");
		browser.post("/preferences", "density=tiny");
		assertThat(browser.get("/").body()).contains("data-density=\"compact\"");
		assertThat(new Browser(community).get("/").body()).contains("data-density=\"comfortable\"");
	}
}
