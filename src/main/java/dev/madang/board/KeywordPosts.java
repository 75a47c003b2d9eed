package dev.madang.board;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.madang.board.PostQuery.Sort;
import dev.madang.platform.Cursor;
import dev.madang.platform.Rows;
import dev.madang.platform.TableScans;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The posts that hold the keyword of a list, as the index says, and the tables for what it does not know yet. */
@Component
class KeywordPosts {

	static final String TOO_RARE = "keyword-too-rare";

	/** What was written within the last second, usually. */
	private static final int FEW_CHANGED = 100;

	/** @param isAll whether there are no others that hold the keyword */
	record Candidates(Long[] ids, boolean isAll) {
	}

	private final JdbcClient jdbc;

	private final Categories categories;

	private final KeywordIndex index;

	private final TableScans scans;

	KeywordPosts(JdbcClient jdbc, Categories categories, KeywordIndex index, TableScans scans) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.index = index;
		this.scans = scans;
	}

	/** Whether there is an index that knows any. */
	boolean isIndexed() {
		return index.isReady();
	}

	/** Whether some are enough for a list, because they come in the order in which it shows them. */
	static boolean isInOrder(PostQuery query) {
		return query.sort() == Sort.LATEST && query.author() == null && query.item() == null;
	}

	/**
	 * Empty if the index cannot say: also where only some would be enough for a list in another order than its own, or of one
	 * author or item. A word that so many posts hold is found soon in that order.
	 */
	Optional<Candidates> find(PostQuery query, Viewer viewer, Map<String, @Nullable Object> parameters, int most) {
		var after = Cursor.read(query.paging().cursor(), query.cursorName(), 3);
		var until = after != null && query.sort() == Sort.LATEST ? Rows.ofMicros(after.key(1)).toInstant() : null;
		var among = query.category() == null && categories.tree().isReadableWhole(viewer)
				? null
				: (Long[]) parameters.get("categories");
		var found = index
				.find(new KeywordIndex.Request(Objects.requireNonNull(query.keyword()), among, categories.tree().hidden(viewer),
						query.tag(), until, most))
				.filter(some -> some.isAll() || isInOrder(query));
		return found.map(some -> {
			var ids = new LinkedHashSet<>(some.ids());
			if (!some.changed().isEmpty()) {
				some.changed().forEach(ids::remove);
				ids.addAll(holding(some.changed(), parameters, viewer));
			}
			return new Candidates(ids.toArray(Long[]::new), some.isAll());
		});
	}

	/** Which of these posts hold the keyword by what they say now. */
	private List<Long> holding(List<Long> changed, Map<String, @Nullable Object> parameters, Viewer viewer) {
		var statement = jdbc.sql("""
				select p.id
				from post p join post_version kv on kv.post_id = p.id and kv.version = p.current_version
				where p.id = any(:changed) and (kv.title ilike :keyword or kv.body ilike :keyword)
				""").param("changed", changed.toArray(Long[]::new)).param("keyword", parameters.get("keyword"));
		RowMapper<Long> id = (row, number) -> row.getLong("id");
		return changed.size() <= FEW_CHANGED
				? scans.bounded(statement, id, TOO_RARE)
				: scans.list(viewer, statement, id, TOO_RARE);
	}
}
