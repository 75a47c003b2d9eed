package dev.madang.activity;

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

/** Writes the log. One statement a change, in the change's own transaction; its commit wakes whoever reads the log. */
@Component
public class ActivityLog {

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
		jdbc.sql("""
				insert into activity (actor_id, verb, subject, detail) values (:actor, :verb, :subject, :detail::jsonb)
				""").param("actor", actor.isMember() ? actor.id() : null).param("verb", type.toString())
				.param("subject", subject == null ? null : subject.toString())
				.param("detail", detail.isEmpty() ? "{}" : mapper.writeValueAsString(detail)).update();
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
