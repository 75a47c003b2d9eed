package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.madang.mail.KeptMail;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Mailbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class MailQueueTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	@Autowired
	KeptMail kept;

	private String join(String locale) {
		var handle = Community.unique("new");
		assertThat(community.anybody().post("/auth/signup", Map.of("handle", handle, "name", "새 식구", "email",
				handle + "@example.org", "password", Community.PASSWORD, "locale", locale)).status()).isEqualTo(201);
		return handle;
	}

	@Test
	void aNewMemberConfirmsTheAddressAndIsWelcomed() {
		var handle = join("ko");
		var member = community.signIn(0, handle).client();
		assertThat(member.get("/users/me").json().at("/emailConfirmed").asBoolean()).isFalse();
		var token = mailbox.token(handle + "@example.org", "확인");
		assertThat(token).matches("[A-Za-z0-9_-]{43}");
		assertThat(community.anybody().post("/auth/email/confirm", Map.of("token", token)).text("/outcome"))
				.isEqualTo("CONFIRMED");
		assertThat(member.get("/users/me").json().at("/emailConfirmed").asBoolean()).isTrue();
		assertThat(mailbox.email(handle + "@example.org", "환영해요").text()).contains("새 식구");
		assertThat(community.anybody().post("/auth/email/confirm", Map.of("token", token)).code()).isEqualTo("link-over");
	}

	@Test
	void emailsAreForTheAdminsEyesInTextAndHtml() throws IOException {
		var handle = join("en");
		var email = mailbox.email(handle + "@example.org", "Confirm your email address");
		assertThat(email.text()).contains("Hello 새 식구").contains("http://localhost:8080/confirm?token=");
		var file = Path.of("target/test-home/mail", email.kept().name());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(Files.readString(file)).contains("text/plain").contains("text/html").contains("multipart/")
				.contains("From: Madang <no-reply@localhost>");
	}

	@Test
	void anEmailIsSentAgainOnRequestWhileTheAddressIsUnconfirmed() {
		var handle = join("ko");
		var first = mailbox.token(handle + "@example.org", "확인");
		var member = community.signIn(0, handle).client();
		assertThat(member.post("/auth/email/resend", "{}").status()).isEqualTo(202);
		Awaitility.await()
				.until(() -> !mailbox.token(handle + "@example.org", "확인").equals(first));
		assertThat(community.anybody().post("/auth/email/confirm", Map.of("token", first)).status()).isEqualTo(200);
	}

	@Test
	void aForgedHostReachesNoEmail() throws IOException {
		var handle = join("ko");
		var body = "{\"email\":\"" + handle + "@example.org\"}";
		try (var socket = new Socket("localhost", community.anybody().port())) {
			socket.getOutputStream().write(("POST /api/v1/auth/password/reset-request HTTP/1.1\r\nHost: evil.example\r\n"
					+ "X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"
					+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n"
					+ body)
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 202");
		}
		var email = mailbox.email(handle + "@example.org", "새 비밀번호");
		assertThat(email.text()).doesNotContain("evil");
		assertThat(email.link()).startsWith("http://localhost:8080/reset?token=");
	}

	@Test
	void anEmailIsGoneAfterThirtyDays() throws IOException {
		var recipient = join("ko") + "@example.org";
		var file = Path.of("target/test-home/mail", mailbox.email(recipient, "확인").kept().name());
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(29))));
		kept.sweep();
		assertThat(file).exists();
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(30)).minusSeconds(1)));
		kept.sweep();
		assertThat(file).doesNotExist();
	}

	@Test
	void anAdminReadsAnEmailAndItIsWrittenDown() {
		var handle = join("ko");
		var email = mailbox.email(handle + "@example.org", "확인");
		var opened = community.jdbc()
				.sql("select count(*) from activity where verb = 'mail.opened' and detail->>'email' = :name")
				.param("name", email.kept().name());
		assertThat(opened.query(Integer.class).single()).isZero();
		var admin = new Browser(community).signedIn(community.anAdmin());
		assertThat(admin.get("/admin/mail").body()).contains("메일 서버가 없어").contains(email.kept().name());
		var page = admin.post("/admin/mail/" + email.kept().name(), "");
		assertThat(page.body()).contains(email.link());
		assertThat(opened.query(Integer.class).single()).isEqualTo(1);
		assertThat(admin.post("/admin/mail/..%2f..%2fetc%2fpasswd", "").status()).isBetween(400, 404);
	}
}
