package dev.madang.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import dev.madang.mail.AddressRefused;
import dev.madang.mail.TransportAway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTransportTest {

	/** A mail server that has one answer of its own, to commands that begin so, or none and goes, and is content with all else. */
	private static MessagingException sendTo(String command, String answer)
			throws IOException, MessagingException, InterruptedException {
		try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			var thread = Thread.ofVirtual().start(() -> serve(server, command, answer));
			var email = new MimeMessage(Session.getInstance(new Properties()));
			email.setFrom(new InternetAddress("no-reply@example.org"));
			email.setRecipient(Message.RecipientType.TO, new InternetAddress("mina@example.org"));
			email.setText("본문", "UTF-8");
			try {
				new SmtpTransport(new SmtpProperties("127.0.0.1", server.getLocalPort(), "", "", "none", null)).send(email);
			}
			catch (MessagingException e) {
				return e;
			}
			finally {
				thread.join();
			}
			throw new AssertionError("nothing was refused");
		}
	}

	/** Sent again it would come twice. */
	@Test
	void whatTheServerTookIsNotSentAgainHoweverTheConnectionEnds() throws Exception {
		assertThatThrownBy(() -> sendTo("QUIT", "")).hasMessage("nothing was refused");
	}

	@Test
	void whatFailsWhileItIsSentHasBegunAndWhatIsRefusedBeforeHasNot() {
		assertThatThrownBy(() -> {
			throw sendTo("DATA", "");
		}).isInstanceOfSatisfying(TransportAway.class, away -> assertThat(away).extracting("hasBegun").isEqualTo(true));
		assertThatThrownBy(() -> {
			throw sendTo("EHLO", "");
		}).isInstanceOfSatisfying(TransportAway.class, away -> assertThat(away).extracting("hasBegun").isEqualTo(false));
	}

	private static void serve(ServerSocket server, String command, String answer) {
		try (var client = server.accept();
				var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
			client.getOutputStream().write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
			for (var line = in.readLine(); line != null; line = in.readLine()) {
				if (answer.isEmpty() && line.startsWith(command)) {
					client.setSoLinger(true, 0);
					return;
				}
				var said = line.startsWith(command) ? answer : line.startsWith("DATA") ? "354 go on" : "250 fine";
				client.getOutputStream().write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@ParameterizedTest
	@CsvSource({ "550 5.1.1 <mina@example.org>: no such user,550 5.1.1", "553 5.1.3 bad address,553 5.1.3",
			"501 5.1.3 Bad recipient address syntax,501 5.1.3", "556 5.1.10 takes no mail,556 5.1.10" })
	void anAddressThatIsRefusedForGoodIsToldFromOthers(String answer, String reason) {
		assertThatThrownBy(() -> {
			throw sendTo("RCPT", answer);
		}).isInstanceOfSatisfying(AddressRefused.class, refused -> assertThat(refused.isFinal(1)).isTrue()).hasMessage(reason);
	}

	@ParameterizedTest
	@CsvSource({ "550 No such user,550", "551 User not local,551", "553 no,553", "550 relay not permitted,550",
			"550 SPF check failed,550" })
	void whatMayBeAboutUsIsTriedThreeTimes(String answer, String reason) {
		assertThatThrownBy(() -> {
			throw sendTo("RCPT", answer);
		}).isInstanceOfSatisfying(AddressRefused.class, refused -> {
			assertThat(refused.isFinal(2)).isFalse();
			assertThat(refused.isFinal(3)).isTrue();
		}).hasMessage(reason);
	}

	@ParameterizedTest
	@CsvSource({ "RCPT,450 4.2.1 try later", "RCPT,421 4.3.2 shutting down", "RCPT,552 5.2.2 mailbox full",
			"RCPT,550 5.7.1 relaying denied", "RCPT,554 no", "RCPT,550 5.0.0 no", "RCPT,550 5.1.8 bad sender",
			"RCPT,550 5.1.0 bad sender", "RCPT,530 5.7.0 sign in first", "MAIL,550 5.1.8 bad sender",
			"MAIL,530 sign in first", "DATA,554 no" })
	void anythingElseIsTriedAgain(String command, String answer) {
		assertThatThrownBy(() -> {
			throw sendTo(command, answer);
		}).isInstanceOf(MessagingException.class).isNotInstanceOf(AddressRefused.class);
	}
}
