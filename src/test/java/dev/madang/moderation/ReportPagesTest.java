package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

import dev.madang.moderation.ReportStats.Day;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reporting and deciding with plain links and forms. */
@MadangTest
class ReportPagesTest {

	@Autowired
	Community community;

	@Autowired
	ReportStats stats;

	@Test
	void oneReportsWithAFormAndAModeratorDecidesWithOne() {
		var author = community.aMember();
		var reporter = community.aMember();
		var moderator = community.aModerator();
		var post = community.aPost().by(author).id();
		var comment = community.aComment(author, post, "나쁜 댓글");
		var member = new Browser(community).signedIn(reporter);
		assertThat(member.get("/p/" + post).body()).contains("/report?target=post:" + post,
				"/report?target=comment:" + comment);
		assertThat(member.get("/@" + author.handle()).body()).contains("/report?target=member:" + author.id());
		assertThat(new Browser(community).signedIn(author).get("/p/" + post).body()).doesNotContain("/report?");
		assertThat(new Browser(community).get("/p/" + post).body()).doesNotContain("/report?");
		assertThat(member.get("/report?target=comment:" + comment).body()).contains("나쁜 댓글");
		var target = "target=comment:" + comment;
		var refused = member.post("/report", target + "&reason=other&detail=");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.body()).contains("class=\"wrong\"");
		assertThat(member.post("/report", target + "&reason=abuse&detail=kept").header("Location"))
				.endsWith("/settings/reports?said=sent");
		assertThat(member.get("/settings/reports?said=sent").body()).contains("나쁜 댓글", "role=\"status\"");
		assertThat(member.post("/report", target + "&reason=abuse").status()).isEqualTo(409);
		assertThat(member.get("/report?" + target).body()).contains("role=\"alert\"").doesNotContain("name=\"reason\"");

		var moderating = new Browser(community).signedIn(moderator);
		var id = moderator.client().get("/admin/reports?limit=1").json().at("/items/0/id").asLong();
		assertThat(moderating.get("/admin/reports").body()).contains("나쁜 댓글", "/admin/reports/" + id);
		assertThat(moderating.get("/admin/reports/" + id).body()).contains("나쁜 댓글", "kept", "@" + reporter.handle());
		assertThat(moderating.post("/admin/reports/" + id, "status=reviewing").status()).isEqualTo(303);
		var wrong = moderating.post("/admin/reports/" + id, "status=resolved&action=silence&until=nonsense&resolution=stays");
		assertThat(wrong.status()).isEqualTo(422);
		assertThat(wrong.body()).contains(">stays</textarea>", "role=\"alert\"", "value=\"resolved\" required checked",
				"value=\"silence\" selected", "value=\"nonsense\"");
		var both = moderating.post("/admin/reports/" + id, "status=rejected&action=warn&until=&resolution=");
		assertThat(both.status()).isEqualTo(422);
		assertThat(both.body()).contains("id=\"action-hint\"");
		assertThat(moderating.post("/admin/reports/" + id, "status=resolved&action=hide&until=&resolution=ok").status())
				.isEqualTo(303);
		assertThat(moderating.get("/admin/reports/" + id).body()).contains("ok").doesNotContain("name=\"resolution\"");
		assertThat(moderating.post("/admin/reports/" + id, "status=rejected").status()).isEqualTo(409);
		assertThat(moderating.get("/admin/reports/stats").body()).contains("<svg", "<rect");
		assertThat(community.anybody().get("/comments/" + comment).status()).isEqualTo(404);
	}

	@Test
	void fromOneDecisionAWayLeadsToWhatWaits() {
		var author = community.aMember();
		var moderating = new Browser(community).signedIn(community.aModerator());
		var first = ReportsTest.report(community.aMember(), "user", author.id()).id();
		var next = ReportsTest.report(community.aMember(), "user", community.aMember().id()).id();
		moderating.post("/admin/reports/" + next, "status=rejected&action=&until=&resolution=");
		assertThat(moderating.get("/admin/reports/" + next).body()).contains("href=\"/admin/reports/" + first + "\"");
		assertThat(moderating.get("/admin/reports?status=resolved&reason=copyright").body()).contains("class=\"nothing\"",
				"이렇게 처리한 신고가 없어요").doesNotContain("처리할 신고가 없어요");
	}

	@Test
	void whatIsNoSubjectIsNotThere() {
		var browser = new Browser(community).signedIn(community.aMember());
		for (var target : new String[]{ "", "post", "post:x", "post:99999999999999999999", "Post:1", "../x:1" }) {
			assertThat(browser.get("/report?target=" + target).status()).as(target).isEqualTo(404);
		}
		for (var kind : new String[]{ "galaxy", "item", "report" }) {
			assertThat(browser.get("/report?target=" + kind + ":1").status()).as(kind).isEqualTo(404);
		}
	}

	@Test
	void eachChartNamesItsOwnPeak() {
		var reporter = community.aMember();
		do {
			ReportsTest.report(reporter, "user", community.aMember().id());
		}
		while (most(Day::filed) == most(Day::decided));
		var page = new Browser(community).signedIn(community.aModerator()).get("/admin/reports/stats").body();
		assertThat(
				Pattern.compile("<figcaption>\\s*<b>[^<]*</b>\\s*<span class=\"quiet\">([^<]*)</span>").matcher(page).results()
						.map(caption -> caption.group(1)))
				.containsExactly("하루 최고 " + most(Day::filed), "하루 최고 " + most(Day::decided));
	}

	private long most(ToLongFunction<Day> of) {
		return stats.of(30).byDay().stream().mapToLong(of).max().orElseThrow();
	}
}
