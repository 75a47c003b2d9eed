package dev.madang.catalog;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.madang.platform.SubjectKind;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What lower modules may know of an item: that it is there, for everybody. Nobody likes one; it is rated instead. */
@Component
class ItemSubject implements SubjectKind {

	private final JdbcClient jdbc;

	ItemSubject(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String kind() {
		return "item";
	}

	@Override
	public boolean isVisible(long id, Viewer viewer) {
		return jdbc.sql("select exists (select 1 from item where id = :id)").param("id", id).query(Boolean.class).single();
	}

	@Override
	public Map<Long, Facts> facts(Collection<Long> ids) {
		var facts = new HashMap<Long, Facts>();
		jdbc.sql("select id, title from item where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
				.query((ResultSet row) -> {
					facts.put(row.getLong("id"),
							new Facts(0, row.getString("title"), "/items/" + row.getLong("id"), false));
				});
		return facts;
	}
}
