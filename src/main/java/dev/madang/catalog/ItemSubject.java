package dev.madang.catalog;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql("select id from item where id = any(:ids)").param("ids", ids.toArray(Long[]::new)).query(Long.class)
				.set();
	}

	/** Who finds something wrong with a book or film can say so to whoever keeps the catalogue; nobody has to be protected from it. */
	@Override
	public boolean isReported() {
		return false;
	}

	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("select id, title from item where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
				.query((ResultSet row) -> {
					summaries.put(row.getLong("id"),
							new Summary(0, row.getString("title"), "/items/" + row.getLong("id"), false));
				});
		return summaries;
	}
}
