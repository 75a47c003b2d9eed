package dev.madang.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Numbered;
import dev.madang.platform.Problem;
import dev.madang.platform.Slice;
import dev.madang.platform.TableScans;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SingleColumnRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists of items, each with one statement. Without a name that is looked for, each kind gives its own first rows from an
 * index and these are merged; a name is found by the pairs of characters in it, from an index on those.
 */
@Component
public class ItemLists {

	private static final int COUNTED_MOST = 10_000;

	private record Keyed(Item item, long key) {

		static Keyed read(ResultSet row, int number) throws SQLException {
			return new Keyed(Item.read(row, number), row.getLong("key"));
		}
	}

	private final JdbcClient jdbc;

	private final TableScans scans;

	ItemLists(JdbcClient jdbc, TableScans scans) {
		this.jdbc = jdbc;
		this.scans = scans;
	}

	/** @throws Problem 400 for a cursor that is none of this list, 503 if looking for the name takes over two seconds */
	public Slice<Item> slice(ItemQuery query, Viewer viewer) {
		return Slice.of(rows(query, viewer), query.paging().limit(),
				last -> Cursor.of(cursorName(query), last.key(), last.item().id())).map(Keyed::item);
	}

	/** A numbered page; the total is exact without a name that is looked for, otherwise counted up to ten thousand. */
	public Numbered<Item> numbered(ItemQuery query, Viewer viewer) {
		var items = rows(query, viewer).stream().map(Keyed::item).limit(query.paging().limit()).toList();
		var total = found(query, viewer,
				jdbc.sql(query.sought().isEmpty()
						? "select sum(item_count) from catalog_count where kind = any(:kinds)"
						: "select count(*) from (select 1 from %s where %s limit %s) as counted".formatted(source(query),
								conditions(query, "any(:kinds)"), COUNTED_MOST + 1))
						.params(parameters(query, new Keyset(query.paging(), null))),
				SingleColumnRowMapper.newInstance(Long.class)).getFirst();
		var more = !query.sought().isEmpty() && total > COUNTED_MOST;
		return new Numbered<>(items, query.paging().page(), query.paging().limit(), more ? COUNTED_MOST : total, more);
	}

	private List<Keyed> rows(ItemQuery query, Viewer viewer) {
		var part = Keyset.of(query.paging(), cursorName(query), 2);
		var sql = """
				with found as (
				  select id, key from (%s) as candidates
				  order by key desc, id desc
				  %s)
				select found.key, %s
				from found join item i on i.id = found.id join item_count c on c.item_id = found.id
				order by found.key desc, found.id desc
				""".formatted(query.sought().isEmpty() ? merged(query, part) : first(query, part, "any(:kinds)"),
				part.limitFrom(":offset"),
				Item.COLUMNS);
		return found(query, viewer, jdbc.sql(sql).params(parameters(query, part)), Keyed::read);
	}

	/** The index on pairs of characters gives much for a name that many begin with. */
	private <T> List<T> found(ItemQuery query, Viewer viewer, JdbcClient.StatementSpec statement, RowMapper<T> row) {
		return query.sought().isEmpty()
				? scans.bounded(statement, row, "busy")
				: scans.list(viewer, statement, row, "busy");
	}

	private static String merged(ItemQuery query, Keyset part) {
		return Keyset.merge(IntStream.range(0, query.kinds().size()).mapToObj(number -> ":kind" + number)
				.map(kind -> query.sort() == ItemQuery.Sort.LATEST ? """
						select i.id, i.id as key
						from item i
						where i.kind = %s and i.merged_into is null %s
						order by key desc, id desc
						%s
						""".formatted(kind, part.after("i.id < :id"), part.limitOfEach()) : first(query, part, kind)));
	}

	private static String first(ItemQuery query, Keyset part, String kinds) {
		return """
				select c.item_id as id, %1$s as key
				from %2$s
				where %3$s %4$s
				order by key desc, id desc
				%5$s
				""".formatted(key(query), source(query), conditions(query, kinds),
				part.after("(" + key(query) + ", c.item_id) < (:key, :id)"), part.limitOfEach());
	}

	private static String source(ItemQuery query) {
		return query.sought().isEmpty() ? "item_count c" : "item_count c join item i on i.id = c.item_id";
	}

	private static String conditions(ItemQuery query, String kinds) {
		return "c.listed_as = " + kinds + (query.sought().isEmpty() ? "" : """
				 and item_grams(i.sought) @> item_grams(rtrim(item_sought(:q, '{}'), chr(10)))
				 and strpos(i.sought, rtrim(item_sought(:q, '{}'), chr(10))) > 0
				""");
	}

	private static String key(ItemQuery query) {
		return switch (query.sort()) {
			case LATEST -> "c.item_id";
			case POPULAR -> "c.post_count";
			case RATING -> "c.score";
			case RELEVANCE -> """
					(case when starts_with(i.sought, item_sought(:q, '{}')) then 2
					      when starts_with(i.sought, rtrim(item_sought(:q, '{}'), chr(10))) then 1 else 0 end * 1000000000000
					 + c.post_count)""";
		};
	}

	private static Map<String, @Nullable Object> parameters(ItemQuery query, Keyset part) {
		var parameters = new HashMap<String, @Nullable Object>();
		parameters.put("kinds", query.kinds().toArray(String[]::new));
		for (int i = 0; i < query.kinds().size(); i++) {
			parameters.put("kind" + i, query.kinds().get(i));
		}
		parameters.put("q", query.sought());
		parameters.put("key", part.key(0));
		parameters.put("id", part.key(1));
		parameters.put("offset", query.paging().offset());
		return parameters;
	}

	private static String cursorName(ItemQuery query) {
		return "items-" + query.sortWord();
	}
}
