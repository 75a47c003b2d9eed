package dev.madang.activity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.platform.AfterCommit;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the log: in the transaction of the change, or as a part of the statement that is the change. The commit wakes whoever
 * reads the log.
 */
@Component
public class ActivityLog {

	/**
	 * An entry that is to be written.
	 *
	 * @param parameters of {@link #INSERT}
	 */
	public record Entry(EventType type, @Nullable Subject subject, Map<String, ?> detail,
			Map<String, @Nullable Object> parameters) {

		/** The same of what it turned out to be about. */
		public Entry of(Subject made) {
			return new Entry(type, made, detail, parameters);
		}
	}

	/** Writes an entry; followed by a comma and another part of the same statement, one for each row of that. */
	public static final String INSERT = """
			insert into activity (xact, actor_id, verb, subject, detail)
			select log_xact(shift), :actor::bigint, :verb, :subject, :detail::jsonb from log_epoch""";

	/** The same where the statement itself makes what it is about: an expression in place of its parameter. */
	public static String insert(String subject) {
		return INSERT.replace(":subject", subject);
	}

	/** And where it makes all of it but the verb: expressions in place of the actor, the subject and the detail. */
	public static String insert(String actor, String subject, String detail) {
		return insert(subject).replace(":actor::bigint", actor).replace(":detail::jsonb", detail);
	}

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	private final LogSignal signal;

	private final List<Committed> committed;

	ActivityLog(JdbcClient jdbc, JsonMapper mapper, LogSignal signal, ObjectProvider<Committed> committed) {
		this.committed = committed.orderedStream().toList();
		this.jdbc = jdbc;
		this.mapper = mapper;
		this.signal = signal;
	}

	/** Must be called within the transaction of what happened. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void append(Viewer actor, EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		var entry = entry(actor, type, subject, detail);
		jdbc.sql(INSERT).params(entry.parameters()).update();
		written(entry);
	}

	public Entry entry(Viewer actor, Action action, Subject subject, Map<String, ?> detail) {
		return entry(actor, new EventType(subject.kind(), action), subject, detail);
	}

	/** For a statement that has {@link #INSERT} among its parts; after it {@link #written} is to be called. */
	public Entry entry(Viewer actor, EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		var parameters = new HashMap<String, @Nullable Object>();
		parameters.put("actor", actor.isMember() ? actor.id() : null);
		parameters.put("verb", type.toString());
		parameters.put("subject", subject == null ? null : subject.toString());
		parameters.put("detail", detail.isEmpty() ? "{}" : mapper.writeValueAsString(detail));
		return new Entry(type, subject, detail, parameters);
	}

	/** Tells those who read the log, after the commit, that an entry is in it. */
	public void written(Entry entry) {
		written(entry.type(), entry.subject(), entry.detail());
	}

	/** The same of what a statement made. */
	public void written(EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		signal.written();
		for (var told : committed) {
			AfterCommit.run(() -> told.committed(type, subject, detail));
		}
	}

	/** What was done to a thing is of the thing's kind. */
	public void append(Viewer actor, Action action, Subject subject, Map<String, ?> detail) {
		append(actor, new EventType(subject.kind(), action), subject, detail);
	}

	public void append(Viewer actor, Action action, Subject subject) {
		append(actor, action, subject, Map.of());
	}
}
