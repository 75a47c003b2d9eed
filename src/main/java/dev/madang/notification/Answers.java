package dev.madang.notification;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What moderators answered when they decided what somebody is told of; one statement, if there was any decision. */
@Component
class Answers {

	/** @param until when what was done ends, null where it does not */
	record Answer(@Nullable Instant until, String text) {
	}

	private final JdbcClient jdbc;

	Answers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** By the numbers of the cases. */
	Map<Long, Answer> to(Collection<Notification> rows) {
		List<Long> cases = rows.stream().map(Notification::reportCase).filter(Objects::nonNull).distinct().toList();
		var answers = new HashMap<Long, Answer>();
		if (!cases.isEmpty()) {
			jdbc.sql("select id, until, resolution from report_case where id = any(:ids)")
					.param("ids", cases.toArray(Long[]::new)).query((ResultSet row) -> {
						answers.put(row.getLong("id"), new Answer(Rows.optional(row, "until"), row.getString("resolution")));
					});
		}
		return answers;
	}
}
