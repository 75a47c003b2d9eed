package dev.madang.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import dev.madang.testing.Aside;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.MimeMessageHelper;

@Aside
class KeptMailTest {

	@TempDir
	Path home;

	private KeptMail kept = new KeptMail(Path.of(""));

	@BeforeEach
	void anEmptyFolder() {
		kept = new KeptMail(home);
	}

	private void send(long id, String recipient) throws Exception {
		var email = new MimeMessage(Session.getInstance(new Properties())) {

			@Override
			protected void updateMessageID() throws jakarta.mail.MessagingException {
				setHeader("Message-ID", "<madang." + id + "@example.org>");
			}
		};
		var helper = new MimeMessageHelper(email, true, "UTF-8");
		helper.setTo(recipient);
		helper.setSubject("제목");
		helper.setText("본문", "<p>본문</p>");
		email.saveChanges();
		kept.send(email);
	}

	@Test
	void keepsTheLatestOfVeryMany() throws Exception {
		var folder = Files.createDirectories(home.resolve("mail"));
		for (int i = 0; i < 2_100; i++) {
			Files.writeString(folder.resolve("20250101T00%02d%02d-%x.eml".formatted(i / 60, i % 60, i)),
					"To: a@example.org\n\nalt");
		}
		send(1, "b@example.org");
		try (var files = Files.list(folder)) {
			assertThat(files.count()).isEqualTo(2_000);
		}
		assertThat(kept.list().getFirst().recipient()).isEqualTo("b@example.org");
		assertThat(folder.resolve("20250101T000000-0.eml")).doesNotExist();
	}

	@Test
	void forgetsOneRecipient() throws Exception {
		send(1, "a@example.org");
		send(2, "B@example.org");
		kept.forget(Set.of("b@EXAMPLE.org"));
		assertThat(kept.list()).extracting(KeptMail.Kept::recipient).containsExactly("a@example.org");
	}

	@Test
	void aDamagedFileKeepsNoOtherFromBeingForgotten() throws Exception {
		send(1, "a@example.org");
		var folder = home.resolve("mail");
		Files.writeString(folder.resolve("99991231T235959-2.eml"), "");
		Files.writeString(folder.resolve("99999999T999999-3.eml"), "To: a@example.org\n\nalt");
		Files.createDirectory(folder.resolve("99991231T235959-4.eml"));
		assertThat(kept.list()).hasSize(1);
		kept.forget(Set.of("a@example.org"));
		assertThat(kept.list()).isEmpty();
		assertThat(kept.open("99991231T235959-2.eml")).isEmpty();
	}
}
