package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class SignalsTest {

	@Autowired
	Community community;

	@Autowired
	SignalMemberData part;

	@Autowired
	Signals signals;

	Community.Person author;

	Community.Person reader;

	long post;

	@BeforeEach
	void somethingToRead() {
		author = community.aMember();
		reader = community.aMember();
		post = community.aPost().by(author).id();
	}

	private static Map<String, Object> dwell(String target, int seconds) {
		return Map.of("target", target, "kind", "dwell", "seconds", seconds);
	}

	private static Map<String, Object> open(String target) {
		return Map.of("target", target, "kind", "open");
	}

	private List<Integer> seconds(Community.Person of) {
		return community.jdbc().sql("select seconds from signal where member_id = :id order by subject_id")
				.param("id", of.id()).query(Integer.class).list();
	}

	private int send(Object body) {
		return reader.client().post("/signals", body).status();
	}

	@Test
	void addsUpAndBelievesNobodyMoreThanTenMinutesAtATimeAndAnHourInAll() {
		assertThat(send(List.of(open("post:" + post), dwell("post:" + post, 30), dwell("post:" + post, 12)))).isEqualTo(202);
		assertThat(seconds(reader)).containsExactly(42);
		send(List.of(dwell("post:" + post, 100_000)));
		assertThat(seconds(reader)).containsExactly(642);
		send(Collections.nCopies(100, dwell("post:" + post, 600)));
		assertThat(seconds(reader)).containsExactly(3600);
	}

	@Test
	void ignoresWhatIsNotThereNotTheirsToSeeOrTheirOwnWithoutTelling() {
		var secret = community.aPost(community.anAdmin(),
				community.aCategory(Map.of("readRole", "admin", "writeRole", "admin")));
		var own = community.aPost().by(reader).id();
		var hidden = community.aPost().by(author).id();
		author.client().delete("/posts/" + hidden);
		assertThat(send(List.of(open("post:" + secret), open("post:" + own), open("post:" + hidden), open("post:999999999999"),
				open("item:999999999999"), open("room:1")))).isEqualTo(202);
		author.client().put("/users/" + reader.handle() + "/block");
		send(List.of(open("post:" + post)));
		assertThat(seconds(reader)).isEmpty();
	}

	@Test
	void keepsNothingOfStrangers() {
		assertThat(community.anybody().post("/signals", List.of(open("post:" + post))).status()).isEqualTo(202);
	}

	@Test
	void refusesWhatIsNoSignal() {
		for (var bad : List.of(Map.of(), Map.of("target", "post:x", "kind", "open"), Map.of("target", "post:1", "kind", "wave"),
				Map.of("target", "post:1", "kind", "dwell"), dwell("post:1", -1), Map.of("target", "post:1:2", "kind", "open"),
				Map.of("target", "post:99999999999999999999", "kind", "open"),
				Map.of("target", "post:1", "kind", "open", "seconds", 3))) {
			assertThat(reader.client().post("/signals", List.of(bad)).code()).as(bad.toString()).isEqualTo("bad-signal");
		}
		assertThat(reader.client().post("/signals", Collections.nCopies(101, open("post:1"))).code())
				.isEqualTo("too-many-signals");
		for (var body : List.of("{}", "[1]", "[null]", "[{\"target\":\"post:1\",\"kind\":\"open\",\"more\":1}]", "nothing")) {
			assertThat(reader.client().send("POST", "/signals", body, "application/json").status()).as(body).isEqualTo(400);
		}
		assertThat(send(List.of())).isEqualTo(202);
	}

	@Test
	void goWithTheirMemberAndOnlyTheLatestAreKept() {
		send(List.of(open("post:" + post)));
		community.jdbc().sql("update signal set at = now() - interval '2 years' where member_id = :id").param("id", reader.id())
				.update();
		signals.forgetOld();
		assertThat(seconds(reader)).isEmpty();
		send(List.of(open("post:" + post)));
		part.withdraw(reader.id());
		assertThat(seconds(reader)).isEmpty();
	}
}
