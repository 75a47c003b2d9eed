package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever looks at a case keeps others away, but not for ever. */
@MadangTest
class ClaimsTest {

	@Autowired
	Community community;

	@Autowired
	Claims claims;

	private Person moderator;

	private long id;

	@BeforeEach
	void aReport() {
		moderator = community.aModerator();
		id = ReportsTest.report(community.aMember(), "user", community.aMember().id()).id();
	}

	private void claimed(String ago) {
		assertThat(moderator.client().patch("/admin/reports/" + id, Map.of("status", "reviewing")).status()).isEqualTo(200);
		community.jdbc().sql("update report_case set claimed_at = now() - :ago::interval where id = :id").param("ago", ago)
				.param("id", id).update();
	}

	private String status() {
		return moderator.client().get("/admin/reports/" + id).text("/status");
	}

	@Test
	void whatIsForgottenWaitsForOthersAgain() {
		claimed("23 hours");
		claims.reopenForgotten();
		assertThat(status()).isEqualTo("reviewing");
		claimed("25 hours");
		claims.reopenForgotten();
		assertThat(status()).isEqualTo("open");
		assertThat(moderator.client().get("/admin/reports/" + id).json().at("/claimedBy").isNull()).isTrue();
	}

	@Test
	void claimingAgainBeginsAnotherDay() {
		claimed("23 hours");
		moderator.client().patch("/admin/reports/" + id, Map.of("status", "reviewing"));
		claimedWithinTheHour();
	}

	private void claimedWithinTheHour() {
		assertThat(community.jdbc().sql("select claimed_at > now() - interval '1 hour' from report_case where id = :id")
				.param("id", id).query(Boolean.class).single()).isTrue();
	}

	@Test
	void othersAreToldOfWhatALeavingModeratorClaimed() {
		claimed("0 hours");
		var browser = new Browser(community).signedIn(community.aModerator());
		Awaitility.await().pollDelay(Duration.ofMillis(200))
				.until(() -> QueueTest.number(browser) == open());
		moderator.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		Awaitility.await().until(() -> QueueTest.number(browser) == open());
		assertThat(status(community.aModerator())).isEqualTo("open");
	}

	private String status(Person by) {
		return by.client().get("/admin/reports/" + id).text("/status");
	}

	private int open() {
		return community.jdbc().sql("select count(*) from report_case where status = 'open'").query(Integer.class).single();
	}
}
