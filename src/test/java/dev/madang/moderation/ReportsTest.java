package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What members report, once, of what they see. */
@MadangTest
class ReportsTest {

	@Autowired
	Community community;

	private Person author;

	private Person reporter;

	private String category;

	@BeforeEach
	void people() {
		author = community.aMember();
		reporter = community.aMember();
		category = community.aCategory();
	}

	static Answer report(Person by, String type, long id) {
		return by.client().post("/reports", Map.of("targetType", type, "targetId", id, "reason", "spam"));
	}

	@Test
	void aReportIsFiledOnceAndItsReporterFollowsIt() {
		var post = community.aPost(author, category);
		var comment = community.aComment(author, post, "나쁜 댓글");
		for (var target : Map.of("post", post, "comment", comment, "user", author.id()).entrySet()) {
			var answer = reporter.client().post("/reports", Map.of("targetType", target.getKey(), "targetId", target.getValue(),
					"reason", "abuse", "detail", " 까닭 "));
			assertThat(answer.status()).as(answer.body()).isEqualTo(201);
			assertThat(answer.text("/targetType")).isEqualTo(target.getKey());
			assertThat(answer.json().at("/targetId").asLong()).isEqualTo(target.getValue());
			assertThat(answer.text("/status")).isEqualTo("open");
			assertThat(answer.text("/detail")).isEqualTo("까닭");
			assertThat(answer.text("/title")).isNotBlank();
			var again = report(reporter, target.getKey(), target.getValue());
			assertThat(again.status()).isEqualTo(409);
			assertThat(again.code()).isEqualTo("already-reported");
		}
		var mine = reporter.client().get("/reports/mine").json();
		assertThat(mine.at("/items")).hasSize(3);
		assertThat(author.client().get("/reports/mine").json().at("/items")).isEmpty();
		var first = reporter.client().get("/reports/mine?limit=2").json();
		var rest = reporter.client().get("/reports/mine?limit=2&cursor=" + first.at("/nextCursor").asString()).json();
		assertThat(rest.at("/items")).hasSize(1);
		assertThat(rest.at("/nextCursor").isNull()).isTrue();
	}

	@Test
	void whatOneDoesNotSeeIsNotThere() {
		var hidden = community.aPost(author, category);
		var comment = community.aComment(author, hidden, "댓글");
		author.client().delete("/posts/" + hidden);
		var draft = community.aPost().by(author).in(category).titled("초고").saying("").draft().id();
		var closed = community.aPost(community.anAdmin(),
				community.aCategory(Map.of("readRole", "admin", "writeRole", "admin")));
		var shown = community.aPost(author, category);
		for (var post : new long[]{ hidden, draft, closed, 9_000_000_000L, 0, -1 }) {
			assertThat(report(reporter, "post", post).status()).isEqualTo(404);
		}
		assertThat(report(reporter, "comment", comment).status()).isEqualTo(404);
		assertThat(report(reporter, "user", 9_000_000_000L).status()).isEqualTo(404);
		author.client().put("/users/" + reporter.handle() + "/block");
		assertThat(report(reporter, "post", shown).status()).isEqualTo(404);
		assertThat(report(reporter, "user", author.id()).status()).isEqualTo(404);
	}

	@Test
	void nobodyReportsThemselves() {
		var post = community.aPost(author, category);
		for (var own : Map.of("post", post, "user", author.id()).entrySet()) {
			var answer = report(author, own.getKey(), own.getValue());
			assertThat(answer.status()).isEqualTo(422);
			assertThat(answer.text("/errors/0/code")).isEqualTo("your-own");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                             | 422 | targetType
			{"targetType":"post","reason":"spam"}                          | 422 | targetId
			{"targetType":"post","targetId":1}                             | 422 | reason
			{"targetType":"post","targetId":1,"reason":"dislike"}          | 422 | reason
			{"targetType":"post","targetId":1,"reason":"held"}             | 422 | reason
			{"targetType":"post","targetId":1,"reason":"other"}            | 422 | detail
			{"targetType":"post","targetId":1,"reason":"other","detail":" "} | 422 | detail
			{"targetType":"post","targetId":1,"reason":"spam","detail":"a\\u0000"} | 422 | detail
			{"targetType":"post","targetId":1,"reason":"spam","detail":"\\ud83d"} | 422 | detail
			{"targetType":"galaxy","targetId":1,"reason":"spam"}           | 422 | targetType
			{"targetType":"item","targetId":1,"reason":"spam"}             | 422 | targetType
			{"targetType":"member","targetId":1,"reason":"spam"}           | 422 | targetType
			{"targetType":"message","targetId":1,"reason":"spam"}          | 404 |
			{"targetType":"post","targetId":"1","reason":"spam"}           | 400 |
			{"targetType":"post","targetId":1,"reason":"spam","action":"hide"} | 400 |
			[]                                                             | 400 |
			""")
	void refusesWhatIsNoReport(String body, int status, String field) {
		var answer = reporter.client().post("/reports", body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		if (field != null) {
			assertThat(answer.text("/errors/0/field")).isEqualTo(field);
		}
	}

	@Test
	void refusesALongDetail() {
		var post = community.aPost(author, category);
		var form = new HashMap<String, Object>(Map.of("targetType", "post", "targetId", post, "reason", "spam"));
		form.put("detail", "가".repeat(2001));
		assertThat(reporter.client().post("/reports", form).status()).isEqualTo(422);
		form.put("detail", "가".repeat(2000));
		assertThat(reporter.client().post("/reports", form).status()).isEqualTo(201);
	}

	@Test
	void twentySameReportsAtOnceAreOne() throws Exception {
		var post = community.aPost(author, category);
		var answers = atOnce(() -> report(reporter, "post", post).status());
		assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
		assertThat(count(post, "report")).isEqualTo(1);
		assertThat(reportCount(post)).isEqualTo(1);
	}

	@Test
	void manyReportersAtOnceMakeOneCase() throws Exception {
		var post = community.aPost(author, category);
		var people = IntStream.range(0, 8).mapToObj(i -> community.aMember()).toList();
		var next = people.iterator();
		assertThat(atOnce(() -> {
			Person by;
			synchronized (next) {
				by = next.hasNext() ? next.next() : people.getFirst();
			}
			return report(by, "post", post).status();
		}).filter(status -> status == 201)).hasSize(8);
		assertThat(count(post, "report")).isEqualTo(8);
		assertThat(count(post, "report_case")).isEqualTo(1);
		assertThat(reportCount(post)).isEqualTo(8);
	}

	private Stream<Integer> atOnce(Callable<Integer> work) throws Exception {
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var statuses = new ArrayList<Integer>();
			for (var answer : threads.invokeAll(Collections.nCopies(20, work))) {
				statuses.add(answer.get());
			}
			return statuses.stream();
		}
	}

	private int count(long post, String table) {
		return community.jdbc().sql("select count(*) from " + table + " where kind = 'post' and subject_id = :id")
				.param("id", post).query(Integer.class).single();
	}

	private int reportCount(long post) {
		return community.jdbc().sql("select report_count from report_case where kind = 'post' and subject_id = :id")
				.param("id", post).query(Integer.class).single();
	}

	@Test
	void whatOneDoesNotSeeAnyMoreIsNotNamed() {
		var post = community.aPost(author, category);
		var comment = community.aComment(author, post, "댓글");
		var product = community.aProduct().by(author).named("물건").id();
		for (var target : Map.of("post", post, "comment", comment, "user", author.id(), "product", product).entrySet()) {
			report(reporter, target.getKey(), target.getValue());
		}
		assertThat(mine()).doesNotContain("\"title\":null");
		author.client().put("/users/" + reporter.handle() + "/block");
		author.client().patch("/posts/" + post, Map.of("title", "차단한 뒤의 글"));
		author.client().patch("/comments/" + comment, Map.of("body", "차단한 뒤의 댓글"));
		assertThat(mine()).doesNotContain("차단한 뒤", "물건", author.handle());
		assertThat(new Browser(community).signedIn(reporter).get("/settings/reports").body()).doesNotContain("차단한 뒤");
		author.client().delete("/users/" + reporter.handle() + "/block");
		assertThat(mine()).contains("차단한 뒤의 글");
		var closed = community.aCategory(Map.of("readRole", "admin", "writeRole", "admin"));
		community.anAdmin().client().patch("/posts/" + post, Map.of("category", closed));
		assertThat(mine()).doesNotContain("차단한 뒤의 글", "차단한 뒤의 댓글");
	}

	private String mine() {
		return reporter.client().get("/reports/mine").body();
	}

	@Test
	void aKeyGivesTheSameAnswerAgain() {
		var post = community.aPost(author, category);
		var client = reporter.client().header("Idempotency-Key", Community.unique("k"));
		var form = Map.of("targetType", "post", "targetId", post, "reason", "spam");
		var first = client.post("/reports", form);
		var second = client.post("/reports", form);
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.id()).isEqualTo(first.id());
	}

	@Test
	void whoeverLeavesLeavesTheirReportsToNobody() {
		var post = community.aPost(author, category);
		var id = report(reporter, "post", post).id();
		assertThat(reporter.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json").status()).isEqualTo(204);
		var seen = community.aModerator().client().get("/admin/reports/" + id).json();
		assertThat(seen.at("/status").asString()).isEqualTo("open");
		assertThat(seen.at("/reports/0/reporter").isNull()).isTrue();
	}
}
