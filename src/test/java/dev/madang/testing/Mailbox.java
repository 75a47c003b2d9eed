package dev.madang.testing;

import java.time.Duration;
import java.util.Optional;

import dev.madang.mail.KeptMail;
import dev.madang.mail.KeptMail.Opened;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;

/** The emails that the application has kept; they come a moment after what they are about. */
@Lazy
public class Mailbox {

	private final KeptMail kept;

	@Autowired
	Mailbox(KeptMail kept) {
		this.kept = kept;
	}

	/** The latest email to an address whose subject contains something, as soon as it is there. */
	public Opened email(String recipient, String subject) {
		return Awaitility.await().pollInterval(Duration.ofMillis(50))
				.until(() -> find(recipient, subject), Optional::isPresent).orElseThrow();
	}

	/** The same email, if it has come already. */
	public Optional<Opened> find(String recipient, String subject) {
		return kept.list().stream()
				.filter(email -> email.recipient().equalsIgnoreCase(recipient) && email.subject().contains(subject))
				.findFirst().flatMap(email -> kept.open(email.name()));
	}

	/** The secret in the link of an email. */
	public String token(String recipient, String subject) {
		return email(recipient, subject).link().replaceAll(".*token=", "");
	}
}
