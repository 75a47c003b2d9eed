package dev.madang.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.madang.mail.TransportAway;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.TlsWay;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out of a mail server without an email, and which setting is to blame. */
@Aside
class SmtpProbeTest {

	private final GreenMail server = new GreenMail(new ServerSetup(TestDatabase.freePort(), "127.0.0.1", "smtp"))
			.withConfiguration(GreenMailConfiguration.aConfig().withUser("madang", "right"));

	@BeforeEach
	void start() {
		server.start();
	}

	@AfterEach
	void stop() {
		server.stop();
	}

	private static SmtpTransport transport(int port, String password, String tls, @Nullable Path certificates) {
		return new SmtpTransport(new SmtpProperties("localhost", port, password.isEmpty() ? "" : "madang", password, tls,
				certificates), Duration.ofSeconds(1));
	}

	private SmtpTransport transport(String password) {
		return transport(server.getSmtp().getPort(), password, "none", null);
	}

	private static MimeMessage anEmail() throws MessagingException {
		var email = new MimeMessage(Session.getInstance(new Properties()));
		email.setFrom(new InternetAddress("no-reply@example.org"));
		email.setRecipient(Message.RecipientType.TO, new InternetAddress("mina@example.org"));
		email.setText("본문", "UTF-8");
		return email;
	}

	@Test
	void oneThatIsThereIsFoundWithoutAnEmail() {
		assertThatNoException().isThrownBy(transport("")::probe);
		assertThatNoException().isThrownBy(transport("right")::probe);
		assertThat(server.getReceivedMessages()).isEmpty();
	}

	@Test
	void aWrongPasswordIsNamedUntilItIsRight() {
		var wrong = transport("wrong");
		for (var times = 0; times < 2; times++) {
			assertThatThrownBy(wrong::probe).hasMessageContaining("madang.mail.password").hasMessageNotContaining("wrong");
		}
		assertThatThrownBy(() -> wrong.send(anEmail())).isInstanceOf(TransportAway.class)
				.hasMessageContaining("madang.mail.password");
	}

	/** Servers shut out who signs in too often. */
	@Test
	void whoHasSignedInOnceIsNotAskedToAgain() throws MessagingException {
		var transport = transport("right");
		transport.probe();
		server.getUserManager().getUser("madang").setPassword("other");
		assertThatNoException().isThrownBy(transport::probe);
		assertThatThrownBy(() -> transport.send(anEmail())).hasMessageContaining("madang.mail.password");
		assertThatThrownBy(transport::probe).as("as long as it is refused").hasMessageContaining("madang.mail.password");
		server.getUserManager().getUser("madang").setPassword("right");
		await().ignoreExceptions().untilAsserted(transport::probe);
		transport.send(anEmail());
		assertThat(server.getReceivedMessages()).hasSize(1);
	}

	/** One that does not mind how connections end. */
	private static ServerSocket aPlainServer() throws IOException {
		var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofPlatform().daemon().start(() -> {
			while (!plain.isClosed()) {
				try {
					var client = plain.accept();
					Thread.ofVirtual().start(() -> greet(client));
				}
				catch (IOException closed) {
					// by the test
				}
			}
		});
		return plain;
	}

	private static void greet(Socket client) {
		try (client; var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
			var said = "220 ready\r\n";
			do {
				client.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
				said = "250 fine\r\n";
			}
			while (in.readLine() != null);
		}
		catch (IOException gone) {
			// as was wanted
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "starttls", "implicit" })
	void thatThereIsNoTlsIsNamed(String tls) throws IOException {
		try (var plain = aPlainServer()) {
			assertThatThrownBy(transport(plain.getLocalPort(), "", tls, null)::probe).hasMessageContaining("madang.mail.tls");
		}
	}

	@Test
	void byTlsItMustBeTrusted() throws MessagingException {
		try (var tls = new TlsWay(server.getSmtp().getPort())) {
			var trusting = transport(tls.port(), "right", "implicit", TlsWay.certificates());
			assertThatNoException().isThrownBy(trusting::probe);
			trusting.send(anEmail());
			assertThat(server.getReceivedMessages()).hasSize(1);
			var distrusting = transport(tls.port(), "right", "implicit", null);
			assertThatThrownBy(distrusting::probe).hasMessageContaining("madang.mail.certificates");
			assertThatThrownBy(() -> distrusting.send(anEmail())).isInstanceOf(TransportAway.class);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "NONE", "SLOW", "FLAPS" })
	void oneThatFailsIsFoundToBeAwayInTime(Fault fault) throws IOException {
		try (var plain = aPlainServer(); var proxy = new FaultyProxy(plain.getLocalPort())) {
			proxy.become(fault);
			var begun = System.nanoTime();
			assertThatThrownBy(transport(proxy.port(), "", "none", null)::probe).hasMessageContaining("madang.mail.host");
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
		}
	}
}
