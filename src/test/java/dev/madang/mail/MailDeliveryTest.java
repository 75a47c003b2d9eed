package dev.madang.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import dev.madang.testing.Community;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailDeliveryTest extends QueuedEmails {

	private interface Sending {

		void send(MimeMessage email) throws MessagingException;
	}

	private final List<String> sent = new ArrayList<>();

	@Test
	void aSlowTransportHoldsBackNeitherTheLogNorAnotherEmail() {
		var slow = anEmail();
		var other = anEmail();
		var heldBack = new ArrayList<Boolean>();
		var delivery = delivery(email -> {
			sent.add(email.getAllRecipients()[0].toString());
			heldBack.add(jdbc
					.sql("""
							select exists (select 1 from pg_stat_activity
							               where datname = current_database() and state like 'idle in transaction%' and query ilike '%mail%')
							""")
					.query(Boolean.class).single());
			if (sent.size() == 1) {
				assertThat(delivery(inner -> sent.add(inner.getAllRecipients()[0].toString())).deliverNext()).isTrue();
			}
		});
		assertThat(delivery.deliverNext()).isTrue();
		assertThat(heldBack).containsOnly(false);
		assertThat(sent).containsExactly(slow, other);
		assertThat(waiting()).isZero();
		assertThat(delivery.deliverNext()).isFalse();
	}

	@Test
	void whatDiedWhileItSentIsSentAgainLater() {
		anEmail();
		assertThatThrownBy(() -> delivery(email -> {
			throw new IllegalStateException("killed");
		}).deliverNext()).isInstanceOf(IllegalStateException.class);
		var again = delivery(email -> sent.add("again"));
		assertThat(again.deliverNext()).isFalse();
		jdbc.sql("update mail set next_at = next_at - interval '5 minutes'").update();
		assertThat(again.deliverNext()).isTrue();
		assertThat(sent).containsExactly("again");
		assertThat(waiting()).isZero();
	}

	@Test
	void whatFailsWaitsLongerEachTime() {
		anEmail();
		var down = delivery(email -> {
			throw new MessagingException("down");
		});
		for (var wait : List.of(10, 20, 40)) {
			assertThat(down.deliverNext()).isTrue();
			assertThat(waits()).isBetween(wait - 5, wait);
			jdbc.sql("update mail set next_at = now()").update();
		}
		assertThat(jdbc.sql("select error from mail").query(String.class).single()).isEqualTo("down");
	}

	/** It may be what the server cannot bear, so that others go first. */
	@Test
	void whatFailsWhileItIsSentWaitsLongerEachTimeAndWhatHasNotBegunDoesNot() {
		anEmail();
		var begun = delivery(email -> {
			throw new TransportAway("cut", new MessagingException("cut"), true);
		});
		for (var wait : List.of(10, 20, 40)) {
			assertThat(begun.deliverNext()).as("no other is tried now").isFalse();
			assertThat(waits()).isBetween(wait - 5, wait);
			jdbc.sql("update mail set next_at = now()").update();
		}
		var away = delivery(email -> {
			throw new TransportAway("away", new MessagingException("away"), false);
		});
		assertThat(away.deliverNext()).isFalse();
		assertThat(waits()).isLessThanOrEqualTo(0);
		assertThat(jdbc.sql("select attempts from mail").query(Integer.class).single()).isEqualTo(3);
	}

	private int waits() {
		return jdbc.sql("select round(extract(epoch from next_at - now())) from mail").query(Integer.class).single();
	}

	@Test
	void whatNobodyReceivesIsGivenUpAndTold() {
		anEmail();
		assertThat(delivery(email -> {
			throw new AddressRefused("550 5.1.1", true, new MessagingException("550 5.1.1 <x@example.org> unknown"));
		}).deliverNext()).isTrue();
		assertThat(waiting()).isZero();
		assertThat(refusals()).last(STRING).contains("550 5.1.1", "\"domain\": \"example.org\"").doesNotContain("@");
	}

	@Test
	void whatMayBeAboutUsIsGivenUpAtTheThirdTry() {
		anEmail();
		var refusing = delivery(email -> {
			throw new AddressRefused("550", false, new MessagingException("550 relay not permitted"));
		});
		for (var left : List.of(1, 1, 0)) {
			assertThat(refusing.deliverNext()).isTrue();
			assertThat(waiting()).isEqualTo(left);
			jdbc.sql("update mail set next_at = now()").update();
		}
		assertThat(refusals()).last(STRING).contains("\"550\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mina(@example.org", "mi\u0001na@example.org", "mina", "mina@example.org,jun@example.org",
			"mi na@x.org" })
	void whatIsNoAddressIsGivenUpAndTold(String address) {
		var before = refusals().size();
		queue(address);
		assertThat(delivery(email -> sent.add("never")).deliverNext()).isTrue();
		assertThat(waiting()).isZero();
		assertThat(sent).isEmpty();
		assertThat(refusals()).hasSize(before + 1).last(STRING).contains("no address");
	}

	@Test
	void whatIsKeptJustAsItsRecipientLeavesIsTakenBack(@TempDir Path home) {
		anEmail();
		var kept = new KeptMail(home);
		assertThat(delivery(new MailTransport() {

			@Override
			public void send(MimeMessage email) throws MessagingException {
				jdbc.sql("delete from mail").update();
				kept.send(email);
				assertThat(kept.list()).hasSize(1);
			}

			@Override
			public void takeBack(MimeMessage email) throws MessagingException {
				kept.takeBack(email);
			}

			@Override
			public boolean reachesPeople() {
				return false;
			}
		}).deliverNext()).isTrue();
		assertThat(kept.list()).isEmpty();
	}

	private List<String> refusals() {
		return jdbc.sql("select detail::text from activity where verb = 'mail.refused' order by id").query(String.class).list();
	}

	private MailDelivery delivery(Sending sending) {
		return delivery(new MailTransport() {

			@Override
			public void send(MimeMessage email) throws MessagingException {
				sending.send(email);
			}

			@Override
			public boolean reachesPeople() {
				return true;
			}
		});
	}

	private String anEmail() {
		var address = Community.unique("a") + "@example.org";
		queue(address);
		return address;
	}

	private int waiting() {
		return jdbc.sql("select count(*) from mail").query(Integer.class).single();
	}
}
