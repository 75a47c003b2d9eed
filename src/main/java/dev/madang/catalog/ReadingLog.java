package dev.madang.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.EventKind;
import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.member.Members;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Limits;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What members want to read, read and have read; and watch, for films. Everybody sees it of everybody, but for those who block
 * each other; a note on it is its owner's alone.
 */
@Component
public class ReadingLog implements EventKind {

	private final JdbcClient jdbc;

	private final Items items;

	private final Members members;

	private final Limits limits;

	private final ActivityLog log;

	ReadingLog(JdbcClient jdbc, Items items, Members members, Limits limits, ActivityLog log) {
		this.jdbc = jdbc;
		this.items = items;
		this.members = members;
		this.limits = limits;
		this.log = log;
	}

	@Override
	public String eventKind() {
		return "reading";
	}

	/**
	 * Puts an item into one's log, or replaces what is said of it there.
	 *
	 * @throws Problem 404, 422, 429
	 */
	@Transactional
	public Reading put(Viewer viewer, long itemId, ReadingForm form) {
		var item = items.hold(itemId).orElseThrow(Problem::notFound);
		form.check(LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(14)));
		limits.take("reading", String.valueOf(viewer.id()), 600, Duration.ofHours(1));
		jdbc.sql("""
				insert into reading (member_id, item_id, status, started_on, finished_on, rating, note)
				values (:member, :item, :status, :started::date, :finished::date, :rating, :note)
				on conflict (member_id, item_id) do update
				set status = excluded.status, started_on = excluded.started_on, finished_on = excluded.finished_on,
				    rating = excluded.rating, note = excluded.note, updated_at = now()
				""").param("member", viewer.id()).param("item", item).param("status", form.status())
				.param("started", form.startedOn()).param("finished", form.finishedOn()).param("rating", form.rating())
				.param("note", Texts.tidy(Texts.orEmpty(form.note()))).update();
		var detail = new HashMap<String, @Nullable Object>();
		detail.put("status", form.status());
		if (form.rating() != null) {
			detail.put("rating", form.rating());
		}
		log.append(viewer, new EventType(eventKind(), Action.SET), new Subject("item", item), detail);
		return find(viewer, item).orElseThrow(Problem::notFound);
	}

	/** Takes an item out of one's log; twice is once. */
	@Transactional
	public void remove(Viewer viewer, long itemId) {
		var item = items.get(itemId).id();
		if (jdbc.sql("delete from reading where member_id = :member and item_id = :item").param("member", viewer.id())
				.param("item", item).update() > 0) {
			log.append(viewer, new EventType(eventKind(), Action.REMOVED), new Subject("item", item), Map.of());
		}
	}

	/** What one's own log says of an item. */
	public Optional<Reading> find(Viewer viewer, long itemId) {
		return jdbc.sql("""
				select %s, %s
				from reading r join item i on i.id = r.item_id join item_count c on c.item_id = i.id
				where r.member_id = :member and r.item_id = (select coalesce(merged_into, id) from item where id = :item)
				""".formatted(Item.COLUMNS, Reading.COLUMNS)).param("member", viewer.id()).param("item", itemId)
				.query(Reading::read).optional();
	}

	/**
	 * Somebody's log, what changed last first.
	 *
	 * @param status want, reading or read, or null for all
	 * @throws Problem 404, 400
	 */
	public Slice<Reading> of(String handle, Viewer viewer, @Nullable String status, Paging paging) {
		if (status != null && !status.matches("want|reading|read")) {
			throw Problem.malformed("bad-parameter", "status");
		}
		var name = "reading" + (status == null ? "" : "-" + status);
		var part = Keyset.of(paging, name, 2);
		var owner = members.get(handle).id();
		var rows = jdbc.sql("""
				select %s, %s
				from reading r join item i on i.id = r.item_id join item_count c on c.item_id = i.id
				where r.member_id = :owner and r.member_id <> all(:hidden) and i.merged_into is null %s %s
				order by r.updated_at desc, r.item_id desc
				%s
				""".formatted(Item.COLUMNS, Reading.COLUMNS, status == null ? "" : "and r.status = :status",
				part.after("(r.updated_at, r.item_id) < (:time, :id)"), part.limit()))
				.param("owner", owner).param("hidden", viewer.hidden()).param("status", status)
				.param("time", part.time(0)).param("id", part.key(1)).query(Reading::read).list();
		return Slice
				.of(rows, paging.limit(),
						last -> Cursor.of(name, Rows.micros(last.updatedAt()), last.item().id()))
				.map(reading -> viewer.is(owner) ? reading : reading.withoutNote());
	}
}
