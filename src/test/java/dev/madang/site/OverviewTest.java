package dev.madang.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@MadangTest
class OverviewTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Test
	void countsWhatHappensByDayOfTheCommunity() {
		var moderator = community.aModerator();
		var before = moderator.client().get("/admin/stats/overview?days=7").json();
		assertThat(before.at("/days").size()).isEqualTo(7);
		assertThat(before.at("/days/6/day").asString()).isEqualTo(LocalDate.now(ZoneId.of("Asia/Seoul")).toString());
		var author = community.aMember();
		community.signIn(author.id(), author.handle());
		var post = community.aPost().by(author).id();
		community.aComment(author, post, "댓글");
		author.client().put("/posts/" + post + "/like");
		author.client().put("/products/" + community.aProduct().by(author).id() + "/like");
		Awaitility.await().until(() -> today(moderator.client().get("/admin/stats/overview").json(), "likes") > today(before,
				"likes") + 1);
		var after = moderator.client().get("/admin/stats/overview").json();
		for (var kind : new String[]{ "comments", "products", "likes", "signIns" }) {
			assertThat(today(after, kind)).as(kind).isGreaterThan(today(before, kind));
		}
		assertThat(after.at("/totals/posts").asLong()).isEqualTo(before.at("/totals/posts").asLong() + 1);
		assertThat(after.at("/totals/products").asLong()).isGreaterThan(0);
		assertThat(moderator.client().get("/admin/stats/overview?days=0").status()).isEqualTo(400);
		assertThat(new Browser(community).signedIn(moderator).get("/admin").body()).contains("<rect").contains("Asia/Seoul");
	}

	private static int today(JsonNode stats, String kind) {
		return stats.at("/days").get(stats.at("/days").size() - 1).at("/" + kind).asInt();
	}

	@Test
	void countsWholeTablesOnceAMinute() {
		var moderator = community.aModerator().client();
		var first = moderator.get("/admin/stats/overview").text("/totals/countedAt");
		statements.take();
		var again = moderator.get("/admin/stats/overview").text("/totals/countedAt");
		assertThat(statements.take()).hasSize(2).noneMatch(sql -> sql.matches("(?s).*from (member|comment|reaction)\\b.*"));
		assertThat(Instant.parse(again)).isEqualTo(Instant.parse(first)).isBetween(Instant.now().minusSeconds(120),
				Instant.now());
	}
}
