package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What reporters, the reported and moderators are told. */
@SecondMadangTest
class ModeratedTest {

	@Autowired
	Community community;

	@Autowired
	JsonMapper mapper;

	private Listening listening;

	private Person author;

	private Person reader;

	private long post;

	@BeforeEach
	void aPost() {
		listening = new Listening(community);
		author = community.aMember();
		reader = community.aMember();
		post = community.aPost().by(author).id();
	}

	@Test
	void aReportIsAnsweredToItsReporterAndTheReportedLearnsWhatWasDone() {
		decide(Map.of("target", "post:" + post, "status", "resolved", "action", "warn", "reporter", reader.id(), "reported",
				author.id()));
		assertThat(listening.told(reader)).containsExactly("report post:" + post);
		assertThat(listening.texts(author, "en")).containsExactly(
				"You received a warning about “제목”. Please follow the rules of this community.");
		assertThat(listening.rows(author).getFirst().at("/actor").isNull()).isTrue();
		assertThat(author.client().get("/notifications").body()).doesNotContain(reader.handle());
	}

	@Test
	void ofSeveralReportsEachReporterIsAnsweredAndTheReportedHearsOnce() {
		var other = community.aMember();
		var moderator = community.aModerator();
		community.jdbc()
				.sql("""
						with rows as (
						  insert into activity (actor_id, verb, subject, detail)
						  select :moderator, 'report.decided', 'report:' || reporter, jsonb_build_object('target', 'post:' || :post::text,
						         'status', 'resolved', 'action', 'hide', 'reporter', reporter, 'reported', :reported::bigint)
						  from unnest(:reporters) as reporter
						  returning id)
						select pg_notify('madang', 'log ' || max(id)) from rows
						""")
				.param("moderator", moderator.id()).param("post", post).param("reported", author.id())
				.param("reporters", new Long[]{ reader.id(), other.id(), moderator.id() }).query().singleRow();
		assertThat(listening.told(author)).containsExactly("warned post:" + post);
		assertThat(listening.told(reader)).containsExactly("report post:" + post);
		assertThat(listening.told(other)).containsExactly("report post:" + post);
		assertThat(listening.told(moderator)).as("who decided it knows").isEmpty();
	}

	@Test
	void whoseThingAModeratorHidIsToldOnceAndWhenItIsShownAgain() {
		var moderator = community.aModerator();
		assertThat(moderator.client().delete("/posts/" + post).status()).isEqualTo(204);
		assertThat(listening.texts(author, "en")).containsExactly("A moderator hid “제목”");
		assertThat(listening.rows(author).getFirst().at("/subject/address").asString()).isEqualTo("/p/" + post);
		moderator.client().post("/posts/" + post + "/restore", "");
		assertThat(listening.texts(author, "en").getFirst()).isEqualTo("A moderator made “제목” visible again");
		var comment = community.aComment(reader, post, "댓글");
		reader.client().delete("/comments/" + comment);
		assertThat(listening.told(reader)).as("by oneself").isEmpty();
	}

	@Test
	void aDecisionIsToldOnceWithItsEndAndItsAnswer() {
		var moderator = community.aModerator();
		var hidden = reader.client().post("/reports", Map.of("targetType", "post", "targetId", post, "reason", "spam")).id();
		assertThat(moderator.client().patch("/admin/reports/" + hidden,
				Map.of("status", "resolved", "action", "hide", "resolution", "광고입니다")).status()).isEqualTo(200);
		assertThat(listening.texts(author, "en")).containsExactly("A moderator hid “제목” · Message: “광고입니다”");
		assertThat(listening.texts(reader, "en").getFirst()).contains("광고입니다").doesNotContain("제목");
		var member = reader.client().post("/reports", Map.of("targetType", "user", "targetId", author.id(), "reason", "spam"))
				.id();
		moderator.client().patch("/admin/reports/" + member, Map.of("status", "resolved", "action", "silence", "until",
				"2099-01-01T15:00:00Z", "resolution", "쉬세요"));
		assertThat(listening.texts(author, "en").getFirst()).contains("(~ 2099-01-01)", "쉬세요");
		assertThat(listening.texts(reader, "en").getFirst()).doesNotContain("2099");
	}

	@Test
	void aReporterIsToldOfWhichReportAsLongAsTheySeeIt() {
		decide(Map.of("target", "post:" + post, "status", "rejected", "reporter", reader.id(), "reported", author.id()));
		assertThat(listening.texts(reader, "en").getFirst()).contains("“제목”");
		author.client().put("/users/" + reader.handle() + "/block");
		assertThat(listening.texts(reader, "en").getFirst()).doesNotContain("제목");
	}

	@Test
	void aRejectedReportTellsTheReportedNothing() {
		decide(Map.of("target", "post:" + post, "status", "rejected", "reporter", reader.id(), "reported", author.id()));
		assertThat(listening.texts(reader, "en").getFirst()).contains("no action was needed");
		assertThat(listening.told(author)).isEmpty();
	}

	@Test
	void moderatorsHearOfReportsInOneRowAndMembersDoNot() {
		var moderator = community.aModerator();
		for (var person : List.of(reader, author)) {
			listening.log(person.id(), "report.filed", "report:1", "{}");
		}
		assertThat(listening.told(moderator)).containsExactly("filed report:0");
		assertThat(listening.rows(moderator).getFirst().at("/subject/address").asString()).isEqualTo("/admin/reports");
		assertThat(listening.told(reader)).isEmpty();
	}

	private void decide(Map<String, Object> detail) {
		listening.log(community.aModerator().id(), "report.decided", "report:1", mapper.writeValueAsString(detail));
	}
}
