package dev.madang.activity;

import java.util.Map;

import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes the log. One statement a change, in the change's own transaction, which also wakes the followers. */
@Component
public class ActivityLog {

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	ActivityLog(JdbcClient jdbc, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	/** Must be called within the transaction of what happened. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void append(Viewer actor, String verb, @Nullable Subject subject, Map<String, ?> detail) {
		jdbc.sql("""
				with row as (
				  insert into activity (actor_id, verb, subject, detail) values (:actor, :verb, :subject, :detail::jsonb)
				  returning id)
				select pg_notify('madang', 'log ' || id) from row
				""").param("actor", actor.isMember() ? actor.id() : null).param("verb", verb)
				.param("subject", subject == null ? null : subject.toString())
				.param("detail", detail.isEmpty() ? "{}" : mapper.writeValueAsString(detail)).query().singleRow();
	}

	public void append(Viewer actor, String verb, Subject subject) {
		append(actor, verb, subject, Map.of());
	}
}
