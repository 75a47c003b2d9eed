package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What moderators see: the queue, how it goes, what was done, and that something waits. */
@MadangTest
class QueueTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	private Person author;

	private Person reporter;

	private Person moderator;

	private String category;

	@BeforeEach
	void people() {
		author = community.aMember();
		reporter = community.aMember();
		moderator = community.aModerator();
		category = community.aCategory();
	}

	private long aReportedPost(String reason) {
		var post = community.aPost(author, category);
		return reporter.client().post("/reports",
				Map.of("targetType", "post", "targetId", post, "reason", reason, "detail", "자세히")).id();
	}

	@Test
	void theQueueIsFilteredAndPaged() {
		var first = aReportedPost("spam");
		var second = aReportedPost("fraud");
		var open = moderator.client().get("/admin/reports?status=open&reason=fraud&limit=1").json();
		assertThat(open.at("/items/0/id").asLong()).isEqualTo(second);
		assertThat(open.at("/items/0/title").asString()).isEqualTo("제목");
		assertThat(open.at("/items/0/user/handle").asString()).isEqualTo(author.handle());
		assertThat(open.at("/items/0/detail").asString()).isEqualTo("자세히");
		assertThat(open.at("/items/0").has("reports")).isFalse();
		moderator.client().patch("/admin/reports/" + second, Map.of("status", "rejected"));
		assertThat(moderator.client().get("/admin/reports?status=open&limit=1").json().at("/items/0/id").asLong())
				.isEqualTo(first);
		assertThat(moderator.client().get("/admin/reports?status=rejected&limit=1").json().at("/items/0/id").asLong())
				.isEqualTo(second);
		var page = moderator.client().get("/admin/reports?page=1&limit=2").json();
		assertThat(page.at("/items/0/id").asLong()).isEqualTo(second);
		assertThat(page.at("/total").asLong()).isGreaterThanOrEqualTo(2);
		var next = moderator.client().get("/admin/reports?limit=1").json().at("/nextCursor").asString();
		assertThat(moderator.client().get("/admin/reports?limit=1&cursor=" + next).json().at("/items/0/id").asLong())
				.isEqualTo(first);
		for (var wrong : List.of("?status=x", "?reason=x", "?limit=0", "?page=0", "?cursor=x", "?page=101&limit=100")) {
			assertThat(moderator.client().get("/admin/reports" + wrong).status()).as(wrong).isEqualTo(400);
		}
	}

	@Test
	void theQueueIsOneStatementAndOneForEachKind() {
		aReportedPost("spam");
		aReportedPost("spam");
		var comment = community.aComment(author, community.aPost(author, category), "댓글");
		ReportsTest.report(reporter, "comment", comment);
		ReportsTest.report(reporter, "user", author.id());
		moderator.client().get("/users/me");
		statements.take();
		assertThat(moderator.client().get("/admin/reports?limit=4").json().at("/items")).hasSize(4);
		assertThat(statements.take()).hasSize(4);
	}

	@Test
	void moderatorsAreToldOnEveryPageWithoutAStatement() {
		aReportedPost("spam");
		var browser = new Browser(community).signedIn(moderator);
		Awaitility.await().until(() -> browser.get("/boards").body().contains("class=\"alert\""));
		// the notice of the report is counted once, whenever it comes
		Awaitility.await().untilAsserted(() -> {
			statements.take();
			assertThat(browser.get("/boards").body()).contains("class=\"alert\"");
			assertThat(statements.take()).isEmpty();
		});
		assertThat(new Browser(community).signedIn(author).get("/boards").body()).doesNotContain("class=\"alert\"");
	}

	@Test
	void theNumberThatIsShownFollowsWhatHappens() {
		var browser = new Browser(community).signedIn(moderator);
		var before = number(browser);
		var id = aReportedPost("spam");
		var shown = Awaitility.await().until(() -> number(browser), now -> now > before);
		moderator.client().patch("/admin/reports/" + id, Map.of("status", "rejected"));
		Awaitility.await().until(() -> number(browser) < shown);
	}

	static int number(Browser browser) {
		var page = browser.get("/boards").body();
		return page.contains("class=\"alert\"")
				? Integer.parseInt(
						page.replaceAll("(?s).*class=\"alert\".*?</svg>\\s*<span aria-hidden=\"true\">([\\d,]+)</span>.*", "$1")
								.replace(",", ""))
				: 0;
	}

	@Test
	void whatModeratorsDidIsKeptWhereverItWasDoneAndNeverChanged() {
		var post = community.aPost(author, category);
		author.client().delete("/posts/" + community.aPost(author, category));
		moderator.client().delete("/posts/" + post);
		moderator.client().post("/posts/" + post + "/restore", "");
		moderator.client().put("/admin/users/" + author.handle() + "/states/silenced", Map.of("detail", "말이 거칠어서"));
		var id = aReport();
		moderator.client().patch("/admin/reports/" + id, Map.of("status", "reviewing"));
		moderator.client().patch("/admin/reports/" + id,
				Map.of("status", "resolved", "action", "warn", "resolution", "답변입니다"));
		Awaitility.await().untilAsserted(() -> assertThat(acts()).containsExactly("post.hidden",
				"post.restored", "member.silenced 말이 거칠어서", "report.claimed", "member.warned", "report.resolved 답변입니다"));
		for (var change : List.of("update moderation_act set reason = ''", "delete from moderation_act",
				"truncate moderation_act")) {
			assertThatThrownBy(() -> community.jdbc().sql(change).update()).hasMessageContaining("never changed");
		}
		assertThat(new Browser(community).signedIn(moderator).get("/moderation").body()).contains("말이 거칠어서");
		assertThat(new Browser(community).signedIn(author).get("/moderation").status()).isEqualTo(404);
	}

	private long aReport() {
		return ReportsTest.report(reporter, "user", author.id()).id();
	}

	private List<String> acts() {
		return community.jdbc()
				.sql("select trim(act || ' ' || reason) from moderation_act where actor_id = :id order by activity_id")
				.param("id", moderator.id()).query(String.class).list();
	}

	@Test
	void statisticsCountWhatWasDone() {
		var id = aReportedPost("copyright");
		community.jdbc().sql("update report_case set created_at = now() - interval '2 hours' where id = :id").param("id", id)
				.update();
		moderator.client().patch("/admin/reports/" + id, Map.of("status", "rejected"));
		var stats = moderator.client().get("/admin/reports/stats?days=7").json();
		assertThat(stats.at("/byDay")).hasSize(7);
		assertThat(stats.at("/totals/rejected").asLong()).isPositive();
		assertThat(stats.at("/totals/p90Seconds").isNumber()).isTrue();
		assertThat(stats.at("/byReason").toString()).contains("copyright");
		assertThat(stats.at("/byModerator").toString()).contains(moderator.handle());
		for (var by : stats.at("/byModerator")) {
			if (by.at("/handle").asString().equals(moderator.handle())) {
				assertThat(by.at("/medianSeconds").asLong()).isBetween(7200L, 7300L);
			}
		}
		assertThat(moderator.client().get("/admin/reports/stats?days=0").status()).isEqualTo(400);
		assertThat(moderator.client().get("/admin/reports/stats?days=x").status()).isEqualTo(400);
	}

	@Test
	void whoHasLeftIsNamedAsWithdrawn() {
		var id = aReportedPost("spam");
		moderator.client().patch("/admin/reports/" + id, Map.of("status", "rejected"));
		for (var leaving : List.of(moderator, author)) {
			var left = leaving.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
					"application/json");
			assertThat(left.status()).as(left.body()).isEqualTo(204);
		}
		var browser = new Browser(community).signedIn(community.aModerator());
		for (var path : List.of("/admin/reports/" + id, "/admin/reports?status=rejected", "/admin/reports/stats",
				"/moderation")) {
			// what moderators did is written by a consumer of the log
			Awaitility.await().untilAsserted(() -> assertThat(browser.get(path).body()).as(path).doesNotContain("withdrawn:")
					.contains("탈퇴한 회원"));
		}
	}
}
