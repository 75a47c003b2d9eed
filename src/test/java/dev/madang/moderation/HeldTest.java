package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.Mailbox;
import dev.madang.testing.ScreenedTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of what was held back. */
@ScreenedTest
class HeldTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	private Person moderator;

	private Person author;

	private String category = "";

	@BeforeEach
	void people() {
		moderator = community.aModerator();
		author = community.aMember();
		category = community.aCategory();
		community.jdbc().sql("update member set created_at = now() - interval '4 days' where id = :id")
				.param("id", author.id()).update();
	}

	private long write(String title, String status) {
		return community.aPost().by(author).in(category).titled(title).with("status", status).id();
	}

	private Client.Answer decide(String kind, long subject, Map<String, ?> decision) {
		var id = community.jdbc().sql("select id from report_case where kind = :kind and subject_id = :id")
				.param("kind", kind).param("id", subject).query(Long.class).single();
		return moderator.client().patch("/admin/reports/" + id, decision);
	}

	private List<String> verbs(String subject) {
		return community.jdbc().sql("select verb from activity where subject = :subject order by id").param("subject", subject)
				.query(String.class).list();
	}

	private void waitADay(long post) {
		community.jdbc()
				.sql("""
						update post set created_at = created_at - interval '1 day' where id = :id
						""")
				.param("id", post).update();
	}

	private Instant createdAt(long post) {
		return Instant.parse(community.anybody().get("/posts/" + post).text("/createdAt"));
	}

	@Test
	void aHeldPostIsNewWhenItIsFirstShown() {
		var post = write("casino", "published");
		waitADay(post);
		assertThat(decide("post", post, Map.of("status", "rejected")).status()).isEqualTo(200);
		assertThat(verbs("post:" + post)).containsExactly("post.held", "post.restored", "post.published");
		assertThat(createdAt(post)).isAfter(Instant.now().minus(Duration.ofHours(1)));
		var again = createdAt(post);
		moderator.client().delete("/posts/" + post);
		moderator.client().post("/posts/" + post + "/restore", "");
		assertThat(verbs("post:" + post)).endsWith("post.published", "post.hidden", "post.restored");
		assertThat(createdAt(post)).isEqualTo(again);
	}

	@Test
	void itIsCountedOnTheDayOnWhichItIsShown() {
		var post = write("casino", "published");
		Awaitility.await().until(() -> lag() == 0);
		var before = counted();
		decide("post", post, Map.of("status", "rejected"));
		Awaitility.await().until(() -> counted() == before + 1);
	}

	private long lag() {
		return community.jdbc().sql("""
				select count(*) from activity a join log_consumer f on f.name = 'day-counts'
				where (a.xact, a.id) > (f.xact, f.activity_id)
				""").query(Long.class).single();
	}

	private int counted() {
		return community.jdbc().sql("select coalesce(sum(n), 0) from day_count where verb = 'post.published'")
				.query(Integer.class).single();
	}

	@Test
	void aDraftThatIsHeldIsNotAnnounced() {
		var post = write("casino", "draft");
		author.client().patch("/posts/" + post, Map.of("status", "published"));
		waitADay(post);
		assertThat(verbs("post:" + post)).containsExactly("post.drafted", "post.held");
		decide("post", post, Map.of("status", "rejected"));
		assertThat(verbs("post:" + post)).endsWith("post.restored", "post.published");
		assertThat(createdAt(post)).isAfter(Instant.now().minus(Duration.ofHours(1)));
	}

	@Test
	void whatOthersHaveSeenIsNotNewAgain() {
		var post = write("제목", "published");
		var written = createdAt(post);
		author.client().patch("/posts/" + post, Map.of("title", "casino"));
		decide("post", post, Map.of("status", "rejected"));
		assertThat(verbs("post:" + post)).containsExactly("post.published", "post.edited", "post.hidden", "post.restored");
		assertThat(createdAt(post)).isEqualTo(written);
	}

	@Test
	void aHeldCommentIsNewWhenItIsFirstShown() {
		var comment = community.aComment(author, write("제목", "published"), "casino");
		decide("comment", comment, Map.of("status", "rejected"));
		assertThat(verbs("comment:" + comment)).containsExactly("comment.held", "comment.restored", "comment.added");
		author.client().patch("/comments/" + comment, Map.of("body", "casino casino"));
		assertThat(verbs("comment:" + comment)).endsWith("comment.added", "comment.edited", "comment.removed");
	}

	@Test
	void anEditThatIsHeldIsNoDeletion() {
		var comment = community.aComment(author, write("제목", "published"), "처음");
		author.client().patch("/comments/" + comment, Map.of("body", "casino"));
		assertThat(decide("comment", comment, Map.of("status", "rejected")).status()).isEqualTo(200);
		assertThat(community.anybody().get("/comments/" + comment).text("/body")).isEqualTo("casino");
	}

	@Test
	void aHeldProductIsNewWhenItIsFirstShown() {
		var product = community.aProduct().by(author).named("casino").id();
		assertThat(decide("product", product, Map.of("status", "rejected")).status()).isEqualTo(200);
		assertThat(verbs("product:" + product)).containsExactly("product.held", "product.restored", "product.listed");
		moderator.client().delete("/products/" + product);
		moderator.client().patch("/products/" + product, Map.of("status", "on_sale"));
		assertThat(verbs("product:" + product)).endsWith("product.listed", "product.hidden", "product.restored");
	}

	@Test
	void itsAuthorIsToldThatItIsShown() {
		var post = write("casino", "published");
		decide("post", post, Map.of("status", "rejected", "resolution", "괜찮습니다"));
		var email = mailbox.email(author.handle() + "@example.org", "공개됐어요");
		assertThat(email.text()).contains("casino", "괜찮습니다").doesNotContain(moderator.handle());
	}

	@Test
	void whatIsGoneCanBeDecided() {
		var product = community.aProduct().by(author).named("casino").priced(1, "KRW").id();
		author.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		assertThat(decide("product", product, Map.of("status", "rejected")).text("/status")).isEqualTo("rejected");
		var sold = community.aProduct().named("물건").id();
		var id = ReportsTest.report(community.aMember(), "product", sold).id();
		community.jdbc().sql("delete from product where id = :id").param("id", sold).update();
		var answer = moderator.client().patch("/admin/reports/" + id, Map.of("status", "resolved", "action", "hide"));
		assertThat(answer.text("/status")).as(answer.body()).isEqualTo("resolved");
	}

	@Test
	void whatAModeratorShowedMeanwhileDoesNotWaitAnyMore() {
		var post = write("casino", "published");
		var browser = new Browser(community).signedIn(author);
		assertThat(browser.get("/settings/reports").body()).contains("casino");
		moderator.client().post("/posts/" + post + "/restore", "");
		assertThat(browser.get("/settings/reports").body()).doesNotContain("casino");
		assertThat(decide("post", post, Map.of("status", "resolved")).status()).isEqualTo(200);
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(200);
		Awaitility.await().until(() -> community.jdbc().sql("select count(*) from mail").query(Integer.class).single() == 0);
		assertThat(mailbox.find(author.handle() + "@example.org", "숨겨")).isEmpty();
	}

	@Test
	void whoIsAloneInChargeMayRejectWhatIsReportedOfThem() {
		var admin = community.anAdmin();
		var id = ReportsTest.report(author, "post", community.aPost(admin, category)).id();
		var rejects = Map.of("status", "rejected");
		assertThat(admin.client().patch("/admin/reports/" + id, rejects).code()).isEqualTo("not-over-them");
		community.jdbc().sql("update member set role = 'member' where role <> 'member' and id <> :id").param("id", admin.id())
				.update();
		assertThat(admin.client().get("/admin/reports/" + id).body()).doesNotContain(author.handle());
		assertThat(admin.client().patch("/admin/reports/" + id, Map.of("status", "resolved", "action", "warn")).status())
				.isEqualTo(403);
		assertThat(admin.client().patch("/admin/reports/" + id, rejects).status()).isEqualTo(200);
	}
}
