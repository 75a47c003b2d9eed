package dev.madang.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.madang.mail.smtp.FaultySmtp;
import dev.madang.testing.FaultyProxy.Fault;
import jakarta.mail.MessagingException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queue while the mail server fails: emails wait, and each arrives once when it is back. */
@Tag("process")
class MailFaultsTest extends QueuedEmails {

	private static final int EMAILS = 5;

	private final FaultySmtp smtp = new FaultySmtp();

	@BeforeEach
	void someWait() {
		for (int i = 0; i < EMAILS; i++) {
			queue("mina" + i + "@faults.example");
		}
	}

	@AfterEach
	void close() {
		smtp.close();
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
		var delivery = delivery(smtp);
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
		var delivery = delivery(smtp);
		deliver(delivery);
		assertThat(smtp.engine().isAway()).isTrue();
		assertThat(waiting()).isEqualTo(EMAILS);
		smtp.proxy().become(Fault.NONE);
		Awaitility.await().dontCatchUncaughtExceptions().until(() -> !smtp.engine().isAway());
		assertThat(recipients()).as("without an email").isEmpty();
		allArriveOnce(delivery);
	}
}
