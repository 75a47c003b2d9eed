package dev.madang.reaction;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventType;
import dev.madang.platform.Batches;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.SubjectKind.LikeSql;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores likes, and takes them back: those of a kind that come at the same time with one statement. It is all of a like: whether the
 * thing may be seen, the like, the count and the entry of the log, the last two only if there was a change.
 */
@Component
class LikeChanges {

	/** Who likes a thing, or no longer does. */
	record Draft(Viewer viewer, long id) {
	}

	/** @param count how many like it now, or nothing if nobody changed that */
	record Counted(@Nullable Integer count) {
	}

	private static final Long[] NOBODY = {};

	private static final String LIKED = """
			insert into reaction (kind, subject_id, member_id) select :kind, id, member from seen on conflict do nothing
			returning subject_id, member_id""";

	private static final String UNLIKED = """
			delete from reaction r using seen
			where r.kind = :kind and r.subject_id = seen.id and r.member_id = seen.member
			returning r.subject_id, r.member_id""";

	/** Its statements, which are made once, and the likes of it that wait. */
	final class Change {

		private final EventType type;

		private final SubjectKind kind;

		private final List<String> seers;

		private final String together;

		private final String alone;

		private final Batches<Draft, Counted> batches = new Batches<>(drafts -> store(this, true, drafts));

		private Change(EventType type) {
			this.type = type;
			kind = subjects.of(type.kind());
			seers = List.copyOf(new TreeSet<>(kind.seenBy(Viewer.ANYBODY).keySet()));
			together = statement(this, "skip locked");
			alone = statement(this, "");
		}

		private int each() {
			return type.action() == Action.LIKED ? 1 : -1;
		}
	}

	private final Map<EventType, Change> changes = new ConcurrentHashMap<>();

	private final JdbcClient jdbc;

	private final Subjects subjects;

	private final ActivityLog log;

	LikeChanges(JdbcClient jdbc, Subjects subjects, ActivityLog log) {
		this.jdbc = jdbc;
		this.subjects = subjects;
		this.log = log;
	}

	/**
	 * Locks the members first, whom the likes would lock, and then the counts, in one order: whoever leaves takes them so.
	 *
	 * @param locked what becomes of rows that are locked
	 */
	private static String statement(Change change, String locked) {
		var sql = change.kind.likeSql();
		return """
				with asked as (
				  select a.* from unnest(:ids, :members%1$s) with ordinality as a (id, member%2$s, n)),
				members as (
				  select id from member where id = any(:members) and withdrawn_at is null order by id for key share %5$s),
				counts as (
				  select %4$s as id from %3$s where %4$s = any(:ids) and exists (select from members)
				  order by %4$s for no key update %5$s),
				seen as (
				  select a.n, a.id, a.member
				  from asked a join members on members.id = a.member join counts on counts.id = a.id cross join lateral (%6$s) s),
				changes as (%7$s),
				changed as (select subject_id, count(*) as n from changes group by subject_id),
				counted as (
				  update %3$s t set like_count = like_count + :each * changed.n from changed where t.%4$s = changed.subject_id
				  returning changed.subject_id, t.like_count),
				logged as (%8$s, changes)
				select seen.n, counted.like_count, changes.member_id is not null as is_changed
				from seen left join counted on counted.subject_id = seen.id
				left join changes on changes.subject_id = seen.id and changes.member_id = seen.member
				"""
				.formatted(change.seers.stream().map(name -> ", :" + name + "::text[]").collect(Collectors.joining()),
						change.seers.stream().map(name -> ", " + name).collect(Collectors.joining()), sql.table(), sql.id(),
						locked,
						seen(sql, change.seers), change.each() > 0 ? LIKED : UNLIKED,
						ActivityLog.insert("changes.member_id", "'" + change.kind.kind() + ":' || changes.subject_id", "'{}'"));
	}

	/** The same of a row of {@code asked}. */
	private static String seen(LikeSql sql, List<String> seers) {
		var seen = sql.seen().replaceAll(":id\\b", "a.id");
		for (var name : seers) {
			seen = seen.replaceAll(":" + name + "\\b", "a." + name + "::bigint[]");
		}
		return seen;
	}

	Change of(EventType type) {
		return changes.computeIfAbsent(type, Change::new);
	}

	/** @return nothing if the viewer may not see the subject */
	Optional<Counted> change(Viewer viewer, Subject subject, Action action) {
		var change = of(new EventType(subject.kind(), action));
		var draft = new Draft(viewer, subject.id());
		var together = TransactionSynchronizationManager.isActualTransactionActive()
				? Optional.<Counted>empty()
				: change.batches.store(draft);
		return together.or(() -> Optional.ofNullable(store(change, false, List.of(draft)).get(0)));
	}

	/**
	 * @param isTogether whether it waits for no rows that are locked
	 * @return those who may see what they like, by their places among the drafts
	 */
	Map<Integer, Counted> store(Change change, boolean isTogether, List<Draft> drafts) {
		var sql = jdbc.sql(isTogether ? change.together : change.alone).param("kind", change.kind.kind())
				.param("verb", change.type.toString()).param("each", change.each())
				.param("ids", Batches.column(drafts, Draft::id, Long[]::new))
				.param("members", Batches.column(drafts, draft -> draft.viewer().id(), Long[]::new));
		var seenBy = drafts.stream().map(draft -> change.kind.seenBy(draft.viewer())).toList();
		for (var name : change.seers) {
			sql = sql.param(name,
					Batches.column(seenBy, by -> Batches.ids(List.of(by.getOrDefault(name, NOBODY))), String[]::new));
		}
		var stored = new HashMap<Integer, Counted>();
		var changed = new HashSet<Long>();
		sql.query((ResultSet row) -> {
			var place = row.getInt("n") - 1;
			stored.put(place, new Counted(Rows.optionalInt(row, "like_count")));
			if (row.getBoolean("is_changed")) {
				changed.add(drafts.get(place).id());
			}
		});
		changed.forEach(id -> log.written(change.type, new Subject(change.kind.kind(), id), Map.of()));
		return stored;
	}
}
