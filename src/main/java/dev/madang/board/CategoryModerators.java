package dev.madang.board;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.member.Author;
import dev.madang.member.Members;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Members who moderate some categories, with what is below them, and are members everywhere else. */
@Component
public class CategoryModerators {

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Members members;

	private final ClusterSignals signals;

	private final ActivityLog log;

	CategoryModerators(JdbcClient jdbc, Categories categories, Members members, ClusterSignals signals, ActivityLog log) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.members = members;
		this.signals = signals;
		this.log = log;
	}

	public List<Author> of(Category category) {
		return all().getOrDefault(category.id(), List.of());
	}

	/** Those of all categories, by the category's id: there are few. */
	public Map<Long, List<Author>> all() {
		var all = new HashMap<Long, List<Author>>();
		jdbc.sql("""
				select c.category_id, m.handle, m.name, m.picture from category_moderator c join member m on m.id = c.member_id
				order by c.created_at, m.id
				""").query((ResultSet row) -> {
			all.computeIfAbsent(row.getLong("category_id"), id -> new ArrayList<>())
					.add(Author.read(row));
		});
		return all;
	}

	/** Makes a member moderate a category, on every node as soon as this commits. */
	@Transactional
	public void add(Viewer viewer, Category category, String handle) {
		var member = members.get(handle);
		if (jdbc.sql(
				"insert into category_moderator (category_id, member_id) values (:category, :member) on conflict do nothing")
				.param("category", category.id()).param("member", member.id()).update() > 0) {
			changed(viewer, category, member.id(), Action.MODERATES_CATEGORY);
		}
	}

	@Transactional
	public void remove(Viewer viewer, Category category, String handle) {
		var member = members.get(handle);
		if (jdbc.sql("delete from category_moderator where category_id = :category and member_id = :member")
				.param("category", category.id()).param("member", member.id()).update() > 0) {
			changed(viewer, category, member.id(), Action.MODERATES_CATEGORY_NO_MORE);
		}
	}

	private void changed(Viewer viewer, Category category, long memberId, Action action) {
		signals.send("category", "");
		AfterCommit.run(categories::reload);
		log.append(viewer, action, new Subject("member", memberId), Map.of("category", category.slug()));
	}
}
