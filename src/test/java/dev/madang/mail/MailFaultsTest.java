package dev.madang.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.madang.activity.ActivityLog;
import dev.madang.mail.smtp.FaultySmtp;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SiteUrl;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.MadangTest;
import jakarta.mail.MessagingException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue while the mail server fails: emails wait, and each arrives once when it is back. */
@MadangTest
class MailFaultsTest {

	private static final int EMAILS = 5;

	@Autowired
	dev.madang.community.Community settings;

	@Autowired
	MailDelivery running;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SiteUrl site;

	@Autowired
	ClusterSignals signals;

	@Autowired
	ActivityLog log;

	@Autowired
	TransactionTemplate transaction;

	private final FaultySmtp smtp = new FaultySmtp();

	@BeforeEach
	void emailsWait() {
		running.stop();
		jdbc.sql("delete from mail").update();
		for (int i = 0; i < EMAILS; i++) {
			jdbc.sql("insert into mail (recipient, sender, subject, body, html) values (:to, '마당', '제목', '본문', '<p>본문</p>')")
					.param("to", "mina" + i + "@faults.example").update();
		}
	}

	@AfterEach
	void emailsGo() {
		smtp.close();
		jdbc.sql("delete from mail").update();
		running.start();
	}

	private MailDelivery delivery() {
		return new MailDelivery(jdbc, smtp, site, settings, signals, log, transaction);
	}

	/** Those of other tests, which write them at any time, are not waited for. */
	private boolean deliverNext(MailDelivery delivery) {
		jdbc.sql("delete from mail where recipient not like '%@faults.example'").update();
		return delivery.deliverNext();
	}

	/** Some turns of the loop; each waits no longer than a connection and an answer may take. */
	private void deliver(MailDelivery delivery) {
		for (int turn = 0; turn < 3; turn++) {
			var begun = System.nanoTime();
			deliverNext(delivery);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
		}
	}

	private long waiting() {
		return jdbc.sql("select count(*) from mail where recipient like '%@faults.example'").query(Long.class).single();
	}

	private void allArriveOnce(MailDelivery delivery) throws MessagingException {
		smtp.proxy().become(Fault.NONE);
		// the server's own threads may not like how a connection ended
		Awaitility.await().dontCatchUncaughtExceptions().until(() -> {
			jdbc.sql("update mail set next_at = now()").update();
			deliverNext(delivery);
			return waiting() == 0;
		});
		assertThat(recipients()).containsExactlyInAnyOrderElementsOf(
				java.util.stream.IntStream.range(0, EMAILS).mapToObj(i -> "mina" + i + "@faults.example").toList());
		assertThat(smtp.engine().isAway()).isFalse();
	}

	private List<String> recipients() throws MessagingException {
		var found = new java.util.ArrayList<String>();
		for (var email : Arrays.asList(smtp.received())) {
			var recipient = email.getAllRecipients()[0].toString();
			if (recipient.endsWith("@faults.example")) {
				found.add(recipient);
			}
		}
		return found;
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void emailsWaitWithoutCountingTries(Fault fault) throws MessagingException {
		var delivery = delivery();
		assertThat(deliverNext(delivery)).isTrue();
		assertThat(recipients()).hasSize(1);
		smtp.proxy().become(fault);
		deliver(delivery);
		assertThat(waiting() + recipients().size()).as("none is lost").isEqualTo(EMAILS);
		if (fault != Fault.SLOW && fault != Fault.FLAPS) {
			assertThat(smtp.engine().isAway()).isTrue();
			assertThat(waiting()).isEqualTo(EMAILS - 1);
			assertThat(jdbc.sql("select max(attempts) from mail where recipient like '%@faults.example'").query(Integer.class)
					.single()).isZero();
		}
		allArriveOnce(delivery);
	}

	@Test
	void aServerThatIsAbsentAtFirstIsFound() throws MessagingException {
		smtp.proxy().become(Fault.REFUSES);
		var delivery = delivery();
		deliver(delivery);
		assertThat(smtp.engine().isAway()).isTrue();
		assertThat(waiting()).isEqualTo(EMAILS);
		allArriveOnce(delivery);
	}
}
