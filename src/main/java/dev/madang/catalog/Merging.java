package dev.madang.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Making one of two duplicates. Reviews, rows of reading logs and counts move to the one that stays; the other's id and ISBN
 * stand for it from then on. What moved is written down, so that undoing moves back exactly that, and what was written
 * meanwhile stays where it was written.
 */
@Component
public class Merging {

	/** A duplicate that was merged into an item, since when. */
	public record Merged(long id, String title, Instant at) {
	}

	private record Open(long id, long intoId) {
	}

	private final JdbcClient jdbc;

	private final Items items;

	private final List<ItemPart> parts;

	private final ActivityLog log;

	Merging(JdbcClient jdbc, Items items, List<ItemPart> parts, ActivityLog log) {
		this.jdbc = jdbc;
		this.items = items;
		this.parts = parts;
		this.log = log;
	}

	/**
	 * Merges an item into another.
	 *
	 * @return the one that stays
	 * @throws Problem 403, 404; 422 {@code unknown-item}, {@code itself}, {@code other-kind}; 409 {@code already-merged}
	 */
	@Transactional
	public Item merge(Viewer viewer, long id, long into) {
		Items.requireModerator(viewer);
		lock(id, into);
		var known = items.get(id);
		if (known.id() != id) {
			throw Problem.conflict("already-merged", known.title());
		}
		var survivor = items.find(into).orElseThrow(() -> Problem.invalid("into", "unknown-item"));
		if (survivor.id() == id) {
			throw Problem.invalid("into", "itself");
		}
		if (!survivor.kind().equals(known.kind())) {
			throw Problem.invalid("into", "other-kind");
		}
		var merge = jdbc.sql("insert into item_merge (item_id, into_id, by_id) values (:id, :into, :by) returning id")
				.param("id", id).param("into", survivor.id()).param("by", viewer.id()).query(Long.class).single();
		jdbc.sql("update item set merged_into = :into where id = :id or merged_into = :id").param("id", id)
				.param("into", survivor.id()).update();
		for (var part : parts) {
			var moved = part.move(id, survivor.id());
			jdbc.sql("insert into item_merge_row (merge_id, part, row_id) select :merge, :part, unnest(:rows)")
					.param("merge", merge).param("part", part.name()).param("rows", moved.toArray(Long[]::new)).update();
		}
		jdbc.sql("update item_count set listed_as = null where item_id = :id").param("id", id).update();
		log.append(viewer, Action.MERGED, new Subject("item", id), Map.of("into", survivor.id()));
		return items.get(survivor.id());
	}

	/**
	 * Takes a merge back.
	 *
	 * @return the item that is there again
	 * @throws Problem 403, 404; 409 {@code not-merged}, or {@code merged-further} while the other is itself merged
	 */
	@Transactional
	public Item unmerge(Viewer viewer, long id) {
		Items.requireModerator(viewer);
		var survivor = items.get(id).id();
		lock(id, survivor);
		var merge = jdbc.sql("select id, into_id from item_merge where item_id = :id and undone_at is null").param("id", id)
				.query(Open.class).optional().orElseThrow(() -> Problem.conflict("not-merged"));
		if (items.get(id).id() != merge.intoId()) {
			throw Problem.conflict("merged-further", items.get(merge.intoId()).title());
		}
		jdbc.sql("update item_merge set undone_at = now() where id = :merge").param("merge", merge.id()).update();
		jdbc.sql("update item set merged_into = null where id = :id").param("id", id).update();
		jdbc.sql("""
				update item set merged_into = :id
				where id in (select item_id from item_merge where into_id = :id and undone_at is null)
				""").param("id", id).update();
		for (var part : parts) {
			part.moveBack(jdbc.sql("select row_id from item_merge_row where merge_id = :merge and part = :part")
					.param("merge", merge.id()).param("part", part.name()).query(Long.class).list(), merge.intoId(), id);
		}
		jdbc.sql("update item_count c set listed_as = i.kind from item i where i.id = c.item_id and i.id = :id").param("id", id)
				.update();
		log.append(viewer, Action.UNMERGED, new Subject("item", id), Map.of("from", merge.intoId()));
		return items.get(id);
	}

	/** The duplicates that were merged into an item, the latest first. */
	public List<Merged> duplicatesOf(long id) {
		return jdbc.sql("""
				select i.id, i.title, m.at from item_merge m join item i on i.id = m.item_id
				where m.into_id = :id and m.undone_at is null
				order by m.id desc
				limit 100
				""").param("id", id)
				.query((row, number) -> new Merged(row.getLong("id"), row.getString("title"), Rows.instant(row, "at"))).list();
	}

	/** One merges at a time; whoever writes about one of the two meanwhile waits for it, or is waited for. */
	private void lock(long one, long other) {
		jdbc.sql("select pg_advisory_xact_lock(hashtext('item-merge'))").query().listOfRows();
		jdbc.sql("""
				select id from item
				where id in (select coalesce(merged_into, id) from item where id in (:one, :other)) or id in (:one, :other)
				order by id for no key update
				""").param("one", one).param("other", other).query().listOfRows();
	}
}
