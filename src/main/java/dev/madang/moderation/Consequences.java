package dev.madang.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.ActivityLog;
import dev.madang.mail.Letters;
import dev.madang.member.Author;
import dev.madang.member.States;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What follows from a decision for what was reported and for whose it is, within the decision's transaction. */
@Component
class Consequences {

	private static final Map<String, Duration> USUAL = Map.of("silence", Duration.ofDays(7), "suspend", Duration.ofDays(30));

	private record Reader(String address, String name, String locale) {

		Locale language() {
			return Locale.forLanguageTag(locale);
		}
	}

	private final JdbcClient jdbc;

	private final Targets targets;

	private final States states;

	private final ActivityLog log;

	private final Letters letters;

	private final MessageSource messages;

	Consequences(JdbcClient jdbc, Targets targets, States states, ActivityLog log, Letters letters, MessageSource messages) {
		this.jdbc = jdbc;
		this.targets = targets;
		this.states = states;
		this.log = log;
		this.letters = letters;
		this.messages = messages;
	}

	/** When what is done ends, if it does. */
	static @Nullable Instant end(Decision decision) {
		var usual = decision.action() == null ? null : USUAL.get(decision.action());
		return decision.until() != null || usual == null ? decision.until() : Instant.now().plus(usual);
	}

	/**
	 * Does what was decided.
	 *
	 * @throws Problem 403 or 409 where the viewer may not act on this member or this thing, 409 {@code member-has-left}
	 */
	void follow(Viewer viewer, ReportCase of, Decision decision, @Nullable Instant end) {
		var subject = of.subject();
		switch (decision.action()) {
			case "hide" -> {
				var keeper = targets.of(subject.kind());
				write("taken-down", of, decision);
				keeper.hide(viewer, subject.id());
			}
			case "warn" -> {
				states.requireMayActOn(viewer, handle(of));
				log.append(viewer, "member.warned", new Subject("member", of.ownerId()),
						Map.of("target", subject.toString(), "report", of.id()));
				write("warned", of, decision);
			}
			case "silence" -> put(viewer, of, decision, "silenced", end);
			case "suspend" -> put(viewer, of, decision, "suspended", end);
			case null, default -> {
				if (of.held()) {
					write("taken-down", of, decision);
				}
			}
		}
	}

	/** Shows again what was held back, because there is nothing wrong with it. */
	void release(Viewer viewer, ReportCase of) {
		targets.of(of.subject().kind()).restore(viewer, of.subject().id());
	}

	private static String handle(ReportCase of) {
		var owner = of.owner();
		if (owner == null || Author.isWithdrawn(owner.handle())) {
			throw Problem.conflict("member-has-left");
		}
		return owner.handle();
	}

	/** The letter about a state is the state's; it says what the state says. */
	private void put(Viewer viewer, ReportCase of, Decision decision, String state, @Nullable Instant end) {
		var language = reader(of).map(Reader::language).orElse(Locale.KOREAN);
		states.put(viewer, handle(of), state, new States.Form(why(of, decision, language), end));
	}

	private String why(ReportCase of, Decision decision, Locale language) {
		return decision.answer().isEmpty()
				? messages.getMessage("report.reason." + of.reasons().getFirst(), null, language)
				: decision.answer();
	}

	private Optional<Reader> reader(ReportCase of) {
		return jdbc.sql("""
				select e.address, m.name, m.locale from member_email e join member m on m.id = e.member_id
				where e.member_id = :member and e.main and m.withdrawn_at is null
				""").param("member", of.ownerId()).query(Reader.class).optional();
	}

	/**
	 * Tells the one concerned what was done and why, and never who reported it; nothing of what they have taken away
	 * themselves.
	 */
	private void write(String kind, ReportCase of, Decision decision) {
		var facts = targets.facts(List.of(of.subject())).get(of.subject());
		if ("taken-down".equals(kind) && !of.held() && (facts == null || facts.hidden())) {
			return;
		}
		var title = facts == null ? "" : facts.title();
		reader(of).ifPresent(reader -> letters.queue(kind, reader.address(), reader.language(), "", reader.name(), title,
				why(of, decision, reader.language())));
	}
}
