package dev.madang.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The transport of a community that has no mail server: each email is a file in the home, for its admin to read, for thirty
 * days; of very many, the latest.
 */
public class KeptMail implements MailTransport {

	private static final Logger LOG = LoggerFactory.getLogger(KeptMail.class);

	private static final Duration KEPT = Duration.ofDays(30);

	private static final int MOST = 2_000;

	private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}-[0-9a-f]{1,16}\\.eml");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

	/** @param home the data directory, as {@code --home} or {@code MADANG_HOME} names it; a line in {@code madang.yaml} is too late */
	@ConfigurationProperties("madang")
	record Place(@DefaultValue("data") Path home) {
	}

	/** An email that waits in the folder. */
	public record Kept(String name, Instant at, String recipient, String subject) {
	}

	/** What an email says, as text. */
	public record Opened(Kept kept, String text, String link) {
	}

	/** What is asked of an email: a list needs its head alone. */
	private interface Part<T> {

		T of(String name, MimeMessage email) throws MessagingException, IOException;
	}

	private final Path folder;

	KeptMail(Path home) {
		this.folder = home.resolve("mail");
	}

	@Override
	public boolean reachesPeople() {
		return false;
	}

	@Override
	public void send(MimeMessage email) throws MessagingException {
		var name = TIME.format(Instant.now()) + ending(email);
		try {
			Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			var unfinished = Files.createTempFile(folder, "email", ".new",
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			try (var file = Files.newOutputStream(unfinished)) {
				email.writeTo(file);
			}
			Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
			for (var old : names().skip(MOST).toList()) {
				Files.deleteIfExists(folder.resolve(old));
			}
		}
		catch (IOException e) {
			throw new MessagingException("cannot be kept in " + folder, e);
		}
	}

	@Override
	public void takeBack(MimeMessage email) throws MessagingException {
		var ending = ending(email);
		var name = names().filter(each -> each.endsWith(ending)).findFirst();
		if (name.isPresent()) {
			remove(name.get());
		}
	}

	private static String ending(MimeMessage email) throws MessagingException {
		return "-" + email.getMessageID().replaceAll("^<madang\\.(\\d+)@.*", "$1") + ".eml";
	}

	/** The latest emails first, at most a hundred. */
	public List<Kept> list() {
		return names().limit(100).flatMap(name -> read(name, KeptMail::kept).stream()).toList();
	}

	/** An email by its file's name. */
	public Optional<Opened> open(String name) {
		return names().filter(name::equals).findFirst().flatMap(found -> read(found, KeptMail::opened));
	}

	/** Removes what was written to these addresses. */
	void forget(Set<String> addresses) {
		names().flatMap(name -> read(name, KeptMail::kept).stream())
				.filter(email -> addresses.stream().anyMatch(email.recipient()::equalsIgnoreCase))
				.forEach(email -> remove(email.name()));
	}

	private void remove(String name) {
		try {
			Files.deleteIfExists(folder.resolve(name));
		}
		catch (IOException e) {
			LOG.warn("Email {} cannot be removed: {}", name, e.toString());
		}
	}

	private Stream<String> names() {
		if (!Files.isDirectory(folder)) {
			return Stream.empty();
		}
		try (var files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> NAME.matcher(name).matches())
					.sorted(Comparator.reverseOrder()).toList().stream();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Nothing where a file is damaged, or was removed just now: one of them is no reason to leave out the others. */
	private <T> Optional<T> read(String name, Part<T> part) {
		try (var file = Files.newInputStream(folder.resolve(name))) {
			return Optional.of(part.of(name, new MimeMessage(MailDelivery.SESSION, file)));
		}
		catch (NoSuchFileException e) {
			return Optional.empty();
		}
		catch (IOException | MessagingException | RuntimeException e) {
			LOG.warn("Email {} cannot be read: {}", name, e.toString());
			return Optional.empty();
		}
	}

	private static Kept kept(String name, MimeMessage email) throws MessagingException {
		return new Kept(name, Instant.from(TIME.parse(name.substring(0, 15))), email.getAllRecipients()[0].toString(),
				email.getSubject());
	}

	private static Opened opened(String name, MimeMessage email) throws MessagingException, IOException {
		var text = text(email.getContent());
		var link = text.lines().filter(line -> line.matches("https?://\\S+")).reduce((first, last) -> last).orElse("");
		return new Opened(kept(name, email), text, link);
	}

	/** The first text within parts within parts. */
	private static String text(Object content) throws MessagingException, IOException {
		if (content instanceof MimeMultipart parts) {
			BodyPart first = parts.getBodyPart(0);
			return text(first.getContent());
		}
		return content.toString();
	}

	/** Removes what has been kept long enough. */
	@Scheduled(fixedDelayString = "PT1H")
	public void sweep() throws IOException {
		if (!Files.isDirectory(folder)) {
			return;
		}
		try (var files = Files.list(folder)) {
			for (var file : files.toList()) {
				if (Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(KEPT))) {
					Files.deleteIfExists(file);
				}
			}
		}
	}
}
