package dev.madang.counter;

import java.util.Map;
import java.util.TreeMap;

import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores views in the counts of what was viewed: all of them, or none. */
@Component
public class StoredViews {

	private final JdbcClient jdbc;

	private final ObjectProvider<Subjects> subjects;

	public StoredViews(JdbcClient jdbc, ObjectProvider<Subjects> subjects) {
		this.jdbc = jdbc;
		this.subjects = subjects;
	}

	@Transactional
	public void store(Map<Subject, Long> views) {
		var byKind = new TreeMap<String, Map<Long, Long>>();
		views.forEach((subject, count) -> byKind.computeIfAbsent(subject.kind(), kind -> new TreeMap<>()).put(subject.id(),
				count));
		byKind.forEach((kind, some) -> subjects.getObject().of(kind).addViews(some));
	}

	/** The same, unless a batch of this name has been stored within the last week. */
	@Transactional
	public void storeOnce(String batch, Map<Subject, Long> views) {
		jdbc.sql("delete from view_batch where at < now() - interval '7 days'").update();
		if (jdbc.sql("insert into view_batch (id) values (:id) on conflict do nothing").param("id", batch).update() == 1) {
			store(views);
		}
	}
}
