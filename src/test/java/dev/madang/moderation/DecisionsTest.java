package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Mailbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What moderators make of reports, and what follows. */
@MadangTest
class DecisionsTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	private Person author;

	private Person reporter;

	private Person moderator;

	private String category;

	private long post;

	private long id;

	@BeforeEach
	void aReport() {
		author = community.aMember();
		reporter = community.aMember();
		moderator = community.aModerator();
		category = community.aCategory();
		post = community.aPost(author, category);
		id = ReportsTest.report(reporter, "post", post).id();
	}

	private Answer decide(Person by, Map<String, ?> decision) {
		return by.client().patch("/admin/reports/" + id, decision);
	}

	private JsonNode mine() {
		return reporter.client().get("/reports/mine").json().at("/items/0");
	}

	@Test
	void theReporterHearsWhatWasDecidedAndNoMore() {
		assertThat(decide(moderator, Map.of("status", "reviewing")).status()).isEqualTo(200);
		assertThat(mine().at("/status").asString()).isEqualTo("reviewing");
		var answer = decide(moderator, Map.of("status", "resolved", "action", "warn", "resolution", "고맙습니다"));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.text("/decidedBy/handle")).isEqualTo(moderator.handle());
		assertThat(mine().at("/status").asString()).isEqualTo("resolved");
		assertThat(mine().at("/resolution").asString()).isEqualTo("고맙습니다");
		assertThat(mine().toString()).doesNotContain(moderator.handle()).doesNotContain("warn");
	}

	@Test
	void reportsOfTheSameAreDecidedTogether() {
		var other = community.aMember();
		var second = ReportsTest.report(other, "post", post).id();
		assertThat(moderator.client().get("/admin/reports/" + second).id()).isEqualTo(id);
		assertThat(decide(moderator, Map.of("status", "rejected")).json().at("/reportCount").asInt()).isEqualTo(2);
		for (var person : new Person[]{ reporter, other }) {
			assertThat(person.client().get("/reports/mine").text("/items/0/status")).isEqualTo("rejected");
		}
		var told = community.jdbc()
				.sql("""
						select detail->>'reporter' from activity where verb = 'report.decided' and detail->>'target' = :target order by id
						""")
				.param("target", "post:" + post).query(String.class).list();
		assertThat(told).containsExactly(String.valueOf(reporter.id()), String.valueOf(other.id()));
		var third = ReportsTest.report(community.aMember(), "post", post).id();
		assertThat(moderator.client().get("/admin/reports/" + third).text("/status")).isEqualTo("open");
		assertThat(moderator.client().get("/admin/reports/" + third).id()).isEqualTo(third);
	}

	@Test
	void aClaimKeepsOthersAwayForADay() {
		var other = community.aModerator();
		decide(moderator, Map.of("status", "reviewing"));
		assertThat(decide(moderator, Map.of("status", "reviewing")).status()).as("again by oneself").isEqualTo(200);
		for (var status : new String[]{ "reviewing", "resolved", "rejected", "open" }) {
			var answer = decide(other, Map.of("status", status));
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.code()).isEqualTo("claimed-by-another");
		}
		community.jdbc().sql("update report_case set claimed_at = now() - interval '25 hours' where id = :id").param("id", id)
				.update();
		assertThat(decide(other, Map.of("status", "reviewing")).text("/claimedBy/handle")).isEqualTo(other.handle());
		assertThat(decide(community.anAdmin(), Map.of("status", "open")).text("/status")).isEqualTo("open");
		assertThat(decide(other, Map.of("status", "open")).code()).isEqualTo("not-claimed");
	}

	@Test
	void aDecisionIsNotChanged() {
		decide(moderator, Map.of("status", "rejected"));
		for (var status : new String[]{ "open", "reviewing", "resolved", "rejected" }) {
			var answer = decide(community.anAdmin(), Map.of("status", status));
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.code()).isEqualTo("already-decided");
		}
	}

	@Test
	void ofTwoDecisionsAtOnceOneIsMade() throws Exception {
		var people = List.of(moderator, community.aModerator(), community.aModerator(), community.aModerator());
		var statuses = new ArrayList<Integer>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (var answer : people.stream()
					.map(by -> threads.submit(() -> decide(by, Map.of("status", "resolved", "action", "warn")).status()))
					.toList()) {
				statuses.add(answer.get());
			}
		}
		assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
		assertThat(community.jdbc().sql("select count(*) from activity where verb = 'member.warned' and subject = :who")
				.param("who", "member:" + author.id()).query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void aWarningIsAnEmailThatNamesNobody() {
		decide(moderator, Map.of("status", "resolved", "action", "warn", "resolution", "광고는 장터에"));
		var email = mailbox.email(author.handle() + "@example.org", "운영자의 경고");
		assertThat(email.text()).contains("광고는 장터에", "제목").doesNotContain(reporter.handle());
		assertThat(community.jdbc().sql("select count(*) from activity where verb = 'member.warned' and subject = :who")
				.param("who", "member:" + author.id()).query(Integer.class).single()).isEqualTo(1);
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(200);
	}

	@Test
	void whatIsHiddenIsToldToItsAuthorWithTheReason() {
		decide(moderator, Map.of("status", "resolved", "action", "hide"));
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(404);
		assertThat(mailbox.email(author.handle() + "@example.org", "숨겨").text()).contains("제목", "스팸")
				.doesNotContain(reporter.handle());
		assertThat(mine().at("/title").isNull()).isTrue();
	}

	@Test
	void silenceLastsAWeekUnlessSaidOtherwise() {
		decide(moderator, Map.of("status", "resolved", "action", "silence", "resolution", "잠시 쉬세요"));
		var states = moderator.client().get("/admin/users/" + author.handle() + "/states").json().at("/items/0");
		assertThat(states.at("/state").asString()).isEqualTo("silenced");
		assertThat(states.at("/detail").asString()).isEqualTo("잠시 쉬세요");
		assertThat(Instant.parse(states.at("/until").asString())).isBetween(Instant.now().plus(Duration.ofDays(6)),
				Instant.now().plus(Duration.ofDays(7)));
		assertThat(community.aComment().by(author).on(post).saying("x").send().code()).isEqualTo("silenced");
	}

	@Test
	void theUsualTermDoesNotShortenALongerOne() {
		moderator.client().put("/admin/users/" + author.handle() + "/states/silenced", Map.of("detail", "끝없이"));
		var answer = decide(moderator, Map.of("status", "resolved", "action", "silence"));
		assertThat(answer.json().at("/until").isNull()).isTrue();
		assertThat(silencedUntil()).isEmpty();
		id = ReportsTest.report(reporter, "user", author.id()).id();
		var until = Instant.now().plus(Duration.ofDays(2)).toString();
		decide(moderator, Map.of("status", "resolved", "action", "silence", "until", until));
		assertThat(silencedUntil()).startsWith(until.substring(0, 19));
	}

	private String silencedUntil() {
		return moderator.client().get("/admin/users/" + author.handle() + "/states").json().at("/items/0/until").asString("");
	}

	@Test
	void aSuspensionEndsWhenItIsSaid() {
		var until = Instant.now().plus(Duration.ofDays(2)).toString();
		assertThat(decide(moderator, Map.of("status", "resolved", "action", "suspend", "until", until)).text("/until"))
				.startsWith(until.substring(0, 19));
		assertThat(author.client().get("/users/me").status()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                             | 422 | status
			{"status":"closed"}                            | 422 | status
			{"status":"rejected","action":"hide"}          | 422 | action
			{"status":"reviewing","resolution":"x"}        | 422 | resolution
			{"status":"resolved","action":"ban"}           | 422 | action
			{"status":"resolved","until":"2099-01-01T00:00:00Z"} | 422 | until
			{"status":"resolved","action":"warn","until":"2099-01-01T00:00:00Z"} | 422 | until
			{"status":"resolved","action":"silence","until":"2020-01-01T00:00:00Z"} | 422 | until
			{"status":"resolved","action":"silence","until":"+1000000000-01-01T00:00:00Z"} | 422 | until
			{"status":"resolved","resolution":"a\\u0000"}  | 422 | resolution
			{"status":"resolved","reason":"spam"}          | 400 |
			{"status":1}                                   | 400 |
			[]                                             | 400 |
			""")
	void refusesWhatIsNoDecision(String body, int status, String field) {
		var answer = moderator.client().patch("/admin/reports/" + id, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		if (field != null) {
			assertThat(answer.text("/errors/0/field")).isEqualTo(field);
		}
		assertThat(moderator.client().get("/admin/reports/" + id).text("/status")).isEqualTo("open");
	}

	@Test
	void refusesALongAnswer() {
		assertThat(decide(moderator, Map.of("status", "resolved", "resolution", "가".repeat(501))).status()).isEqualTo(422);
		assertThat(decide(moderator, Map.of("status", "resolved", "resolution", "가".repeat(500))).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "warn", "silence", "suspend" })
	void nobodyActsOverModeratorsAndNothingIsHalfDone(String action) {
		for (var above : new Person[]{ community.aModerator(), community.anAdmin() }) {
			id = ReportsTest.report(reporter, "user", above.id()).id();
			assertThat(decide(moderator, Map.of("status", "resolved", "action", action)).status()).isIn(403, 409);
			assertThat(moderator.client().get("/admin/reports/" + id).text("/status")).isEqualTo("open");
			assertThat(above.client().get("/users/me").status()).isEqualTo(200);
		}
	}

	@Test
	void nobodyJudgesInTheirOwnCause() {
		id = ReportsTest.report(reporter, "user", moderator.id()).id();
		for (var status : new String[]{ "reviewing", "rejected", "resolved" }) {
			assertThat(decide(moderator, Map.of("status", status)).code()).isEqualTo("not-over-them");
		}
	}

	@Test
	void aMemberIsNotHidden() {
		id = ReportsTest.report(reporter, "user", author.id()).id();
		var answer = decide(moderator, Map.of("status", "resolved", "action", "hide"));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/code")).isEqualTo("cannot-be-hidden");
	}

	@Test
	void whoHasLeftIsNotWarned() {
		author.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		assertThat(decide(moderator, Map.of("status", "resolved", "action", "warn")).code()).isEqualTo("member-has-left");
		assertThat(decide(moderator, Map.of("status", "resolved", "action", "hide")).status()).isEqualTo(200);
	}

	@Test
	void theWordsOfAReporterWhoHasLeftGoWithTheDecision() {
		var leaving = community.aMember();
		var form = Map.of("targetType", "post", "targetId", post, "reason", "abuse");
		for (var by : List.of(leaving, community.aMember())) {
			var words = new HashMap<String, Object>(form);
			words.put("detail", "말 " + by.id());
			assertThat(by.client().post("/reports", words).status()).isEqualTo(201);
		}
		leaving.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		assertThat(details()).anyMatch(detail -> detail.equals("말 " + leaving.id()));
		decide(moderator, Map.of("status", "rejected"));
		assertThat(details()).hasSize(3).noneMatch(detail -> detail.equals("말 " + leaving.id()))
				.anyMatch(detail -> detail.startsWith("말"));
	}

	private List<String> details() {
		return community.jdbc().sql("select detail from report where case_id = :id").param("id", id).query(String.class).list();
	}

	@Test
	void whatALeavingModeratorClaimedIsOpenAgain() {
		decide(moderator, Map.of("status", "reviewing"));
		var left = moderator.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json");
		assertThat(left.status()).as(left.body()).isEqualTo(204);
		assertThat(community.anAdmin().client().get("/admin/reports/" + id).text("/status")).isEqualTo("open");
	}
}
