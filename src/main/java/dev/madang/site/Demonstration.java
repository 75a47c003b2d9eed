package dev.madang.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.madang.archive.Import;
import dev.madang.board.PostForm;
import dev.madang.board.Posts;
import dev.madang.member.Member;
import dev.madang.member.Members;
import dev.madang.member.SignUp;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.archive.ArchiveLine;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Example content for a look around, in Korean and English: a dozen members, their boards, posts, comments and likes, as an
 * archive whose times are given as hours ago. It is only ever put into a home that has no members.
 */
@Component
public class Demonstration {

	private static final String ADMIN = "madangjigi";

	private static final String MEMBER = "gana";

	private static final String PASSWORD = "courtyard-of-examples";

	private final Members members;

	private final SignUp signUp;

	private final Import importing;

	private final Posts posts;

	private final JsonMapper mapper;

	private final MessageSource messages;

	private final TransactionTemplate transaction;

	private volatile boolean served;

	Demonstration(Members members, SignUp signUp, Import importing, Posts posts, JsonMapper mapper, MessageSource messages,
			TransactionTemplate transaction) {
		this.transaction = transaction;
		this.members = members;
		this.signUp = signUp;
		this.importing = importing;
		this.posts = posts;
		this.mapper = mapper;
		this.messages = messages;
	}

	/** Fills a home that has no members, and tells how to sign in; tells so too where it did that before. */
	public Optional<String> seed() {
		served = true;
		if (!members.hasAny()) {
			transaction.executeWithoutResult(status -> fill());
			announce();
		}
		return members.find(ADMIN).map(admin -> messages.getMessage("demo.ready", new Object[]{ ADMIN, MEMBER, PASSWORD },
				Locale.ENGLISH));
	}

	/** Whether this is the demonstration, not a community of somebody's. */
	public boolean isServed() {
		return served;
	}

	private void fill() {
		var lines = lines();
		signUp.signUpByOperator(form(ADMIN, "마당지기"), Role.ADMIN);
		lines.stream().filter(line -> "user".equals(line.type()))
				.forEach(line -> signUp.signUpByOperator(form(line.text("handle", 1, 30), line.text("name", 1, 60)),
						Role.MEMBER));
		importing.store(importing.source("demonstration"), lines, true, (line, reason) -> {
			throw new IllegalStateException("demonstration, line " + line.number() + ": " + reason);
		});
	}

	private void announce() {
		Member admin = members.get(ADMIN);
		posts.publish(new Viewer(admin.id(), admin.handle(), admin.name(), admin.role(), 0),
				new PostForm("free", "이번 달 읽기 모임은 토요일 오후 두 시, 도서관 3층입니다",
						"""
								읽을 책은 **수레바퀴 아래서**입니다. 다 못 읽어도 괜찮습니다.

								This month’s reading circle meets on Saturday at two, on the third floor of the library. Come as you are.
								""",
						List.of("읽기모임"), null, null, "published", true, false, null, null));
	}

	private static SignUp.Form form(String handle, String name) {
		return SignUp.Form.of(handle, name, handle + "@madang.example", PASSWORD, "ko");
	}

	private List<ArchiveLine> lines() {
		var lines = new ArrayList<ArchiveLine>();
		var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		try {
			for (var text : new ClassPathResource("demonstration.ndjson").getContentAsString(StandardCharsets.UTF_8).lines()
					.toList()) {
				var json = (ObjectNode) mapper.readTree(text);
				var hours = json.remove("hoursAgo");
				if (hours != null) {
					json.put("createdAt", now.minus(Duration.ofSeconds((long) (hours.asDouble() * 3600))).toString());
				}
				lines.add(new ArchiveLine(lines.size() + 1L, json));
			}
			return lines;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
