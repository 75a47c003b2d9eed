package dev.madang.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.mail.MailQueue;
import dev.madang.member.Author;
import dev.madang.member.States;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind.Summary;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What follows from a decision for what was reported and for whose it is, within the decision's transaction. */
@Component
class Sanctions {

	private static final Map<String, Duration> USUAL = Map.of("silence", Duration.ofDays(7), "suspend", Duration.ofDays(30));

	private static final Map<String, String> STATES = Map.of("silence", "silenced", "suspend", "suspended");

	private record Reader(String address, String name, String locale) {

		Locale language() {
			return Locale.forLanguageTag(locale);
		}
	}

	private final JdbcClient jdbc;

	private final Targets targets;

	private final States states;

	private final ActivityLog log;

	private final MailQueue mailQueue;

	private final MessageSource messages;

	Sanctions(JdbcClient jdbc, Targets targets, States states, ActivityLog log, MailQueue mailQueue, MessageSource messages) {
		this.jdbc = jdbc;
		this.targets = targets;
		this.states = states;
		this.log = log;
		this.mailQueue = mailQueue;
		this.messages = messages;
	}

	/**
	 * When what is done ends, if it does. The usual term shortens none that is longer: only who names a day does that.
	 *
	 * @throws Problem 409 {@code member-has-left}
	 */
	@Nullable
	Instant end(ReportCase of, Decision decision) {
		var term = decision.action() == null ? null : USUAL.get(decision.action());
		if (decision.until() != null || term == null) {
			return decision.until();
		}
		var usual = Instant.now().plus(term);
		for (var state : states.of(handle(of))) {
			if (state.current() && state.state().equals(STATES.get(decision.action()))
					&& (state.until() == null || state.until().isAfter(usual))) {
				return state.until();
			}
		}
		return usual;
	}

	/**
	 * Does what was decided; what is gone can be decided as well.
	 *
	 * @throws Problem 403 or 409 where the viewer may not act on this member or this thing, 409 {@code member-has-left}
	 */
	void apply(Viewer viewer, ReportCase of, Decision decision, @Nullable Instant end) {
		var subject = of.subject();
		var summaries = summaries(of);
		switch (decision.action()) {
			case "hide" -> {
				if (summaries != null) {
					targets.of(subject.kind()).hide(viewer, subject.id());
				}
				if (summaries != null && (of.held() || !summaries.hidden())) {
					write("taken-down", of, decision, summaries);
				}
			}
			case "warn" -> {
				states.requireMayActOn(viewer, handle(of));
				log.append(viewer, Action.WARNED, new Subject("member", of.ownerId()),
						Map.of("target", subject.toString(), "report", of.id()));
				write("warned", of, decision, summaries);
			}
			case "silence", "suspend" -> put(viewer, of, decision, end);
			case null, default -> {
				if (of.held() && summaries != null && summaries.hidden()) {
					write("taken-down", of, decision, summaries);
				}
			}
		}
	}

	/**
	 * Shows again what is hidden, because there is nothing wrong with it.
	 *
	 * @return false where nothing is hidden, because somebody has shown it meanwhile, or nothing is left to show
	 */
	boolean show(Viewer viewer, ReportCase of, String answer) {
		var summaries = summaries(of);
		if (summaries == null || !summaries.hidden()) {
			return false;
		}
		targets.of(of.subject().kind()).restore(viewer, of.subject().id());
		if (isHidden(of)) {
			return false;
		}
		reader(of).ifPresent(reader -> send("shown", reader, summaries, answer));
		return true;
	}

	private boolean isHidden(ReportCase of) {
		var now = summaries(of);
		return now == null || now.hidden();
	}

	private @Nullable Summary summaries(ReportCase of) {
		return targets.summaries(List.of(of.subject())).get(of.subject());
	}

	private static String handle(ReportCase of) {
		var owner = of.owner();
		if (owner == null || Author.isWithdrawn(owner.handle())) {
			throw Problem.conflict("member-has-left");
		}
		return owner.handle();
	}

	/** The email about a state is the state's; it says what the state says. */
	private void put(Viewer viewer, ReportCase of, Decision decision, @Nullable Instant end) {
		var language = reader(of).map(Reader::language).orElse(Locale.KOREAN);
		states.put(viewer, handle(of), STATES.getOrDefault(decision.action(), ""),
				new States.Form(why(of, decision, language), end));
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

	/** Tells the one concerned what was done and why, and never who reported it. */
	private void write(String kind, ReportCase of, Decision decision, @Nullable Summary summaries) {
		reader(of).ifPresent(reader -> send(kind, reader, summaries, why(of, decision, reader.language())));
	}

	private void send(String kind, Reader to, @Nullable Summary summaries, String words) {
		mailQueue.queue(kind, to.address(), to.language(), "", to.name(), summaries == null ? "" : summaries.title(), words);
	}
}
