package dev.madang.member;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.madang.platform.SubjectKind;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What other modules may know of a member. Nobody hides one; there are {@link States} for that. */
@Component
class MemberSubject implements SubjectKind {

	private final JdbcClient jdbc;

	MemberSubject(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String kind() {
		return "member";
	}

	@Override
	public String word() {
		return "user";
	}

	@Override
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql("select id from member where id = any(:ids) and withdrawn_at is null")
				.param("ids", ids.stream().filter(viewer::sees).toArray(Long[]::new)).query(Long.class).set();
	}

	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("select id, handle, name, withdrawn_at is not null as gone from member where id = any(:ids)")
				.param("ids", ids.toArray(Long[]::new)).query((ResultSet row) -> {
					summaries.put(row.getLong("id"), new Summary(row.getLong("id"), row.getString("name"),
							"/@" + row.getString("handle"), row.getBoolean("gone")));
				});
		return summaries;
	}

	@Override
	public String text(long id) {
		return jdbc.sql("select bio from member where id = :id").param("id", id).query(String.class).optional().orElse("");
	}
}
