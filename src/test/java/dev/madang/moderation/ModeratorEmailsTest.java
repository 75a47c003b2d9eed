package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.mail.KeptMail;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.ScreenedTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Moderators hear of what waits by mail, at once and then an hour later at the earliest. */
@ScreenedTest
class ModeratorEmailsTest {

	@Autowired
	Community community;

	@Autowired
	ModeratorEmails emails;

	@Autowired
	KeptMail kept;

	private Person moderator;

	@BeforeEach
	void aModerator() {
		community.jdbc().sql("update member set role = 'member'").update();
		community.jdbc().sql("update report_case set status = 'rejected', decided_at = now() where decided_at is null")
				.update();
		moderator = community.aModerator();
		community.jdbc().sql("update member_email set confirmed_at = now() where member_id = :id").param("id", moderator.id())
				.update();
	}

	private long report() {
		return ReportsTest.report(community.aMember(), "user", community.aMember().id()).id();
	}

	private void lastEmail(String ago) {
		community.jdbc().sql("update moderation_email set sent_at = now() - :ago::interval").param("ago", ago).update();
	}

	private long written() {
		return kept.list().stream()
				.filter(email -> email.recipient().startsWith(moderator.handle() + "@") && email.subject().contains("신고"))
				.count();
	}

	private boolean writesNow() {
		var before = lastEmail();
		emails.writeOfWhatCameSince();
		return !lastEmail().equals(before);
	}

	private String lastEmail() {
		return community.jdbc().sql("select sent_at::text from moderation_email").query(String.class).single();
	}

	private void followed() {
		Awaitility.await().until(() -> community.jdbc().sql("""
				select count(*) from activity a join log_consumer f on f.name = 'moderator-emails'
				where (a.xact, a.id) > (f.xact, f.activity_id)
				""").query(Long.class).single() == 0);
	}

	@Test
	void theFirstReportIsToldAtOnceAndTheNextAfterAnHour() {
		lastEmail("2 hours");
		report();
		Awaitility.await().until(() -> written() == 1);
		report();
		followed();
		assertThat(writesNow()).isFalse();
		community.jdbc().sql("update report set created_at = created_at - interval '30 minutes'").update();
		lastEmail("61 minutes");
		assertThat(writesNow()).isTrue();
		Awaitility.await().until(() -> written() == 2);
		lastEmail("61 minutes");
		community.jdbc().sql("update report set created_at = created_at - interval '1 hour'").update();
		assertThat(writesNow()).as("there is nothing new").isFalse();
	}

	@Test
	void whatIsDecidedOrLookedAtIsNotToldOf() {
		lastEmail("10 minutes");
		var id = report();
		followed();
		moderator.client().patch("/admin/reports/" + id, "{\"status\":\"reviewing\"}");
		community.jdbc().sql("update report set created_at = created_at - interval '30 minutes'").update();
		lastEmail("61 minutes");
		assertThat(writesNow()).isFalse();
	}
}
