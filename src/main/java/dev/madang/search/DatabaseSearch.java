package dev.madang.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

import dev.madang.platform.Problem;
import dev.madang.platform.TableScans;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds strings without an index, where the index has nothing to say because it is being built, broken or behind: the
 * latest first, a page of them, within two seconds.
 */
@Component
class DatabaseSearch {

	/** @param author in which column it is, or empty where a kind has none; likewise the others */
	private record Table(String sql, String id, String text, String author, String category, String at, String tags) {
	}

	private static final Map<SearchKind, Table> TABLES = Map.of(SearchKind.POST, new Table("""
			select p.id from post p join post_version v on v.post_id = p.id and v.version = p.current_version
			where p.state = 'listed'
			""", "p.id", "v.title || ' ' || v.body", "p.author_id", "p.category_id", "p.created_at", "v.tags"),
			SearchKind.COMMENT,
			new Table("""
					select c.id from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
					join post p on p.id = c.post_id
					where c.state = 'listed' and p.state = 'listed'
					""", "c.id", "v.body", "c.author_id", "p.category_id", "c.created_at", ""),
			SearchKind.ITEM,
			new Table("select i.id from item i where i.merged_into is null", "i.id", "i.title", "", "", "", ""),
			SearchKind.USER,
			new Table("select m.id from member m where m.withdrawn_at is null", "m.id", "m.name || ' ' || m.handle", "m.id", "",
					"", ""),
			SearchKind.TAG, new Table("select t.id from tag t where t.post_count > 0", "t.id", "t.name", "", "", "", ""),
			SearchKind.PRODUCT,
			new Table("select p.id from product p where p.state = 'listed'", "p.id", "p.name || ' ' || p.description",
					"p.seller_id", "", "p.created_at", ""));

	private final JdbcClient jdbc;

	private final TableScans scans;

	DatabaseSearch(JdbcClient jdbc, TableScans scans) {
		this.jdbc = jdbc;
		this.scans = scans;
	}

	/**
	 * @param among which alone may have been missed by the index; null if there is no index, or nobody knows
	 * @return empty if it takes too long, or too many look at once
	 */
	Optional<List<Long>> find(SearchKind kind, Query query, Engine.Filter filter, @Nullable List<Long> among, int limit,
			Viewer viewer) {
		if (among != null && among.isEmpty()) {
			return Optional.of(List.of());
		}
		var statement = statement(Objects.requireNonNull(TABLES.get(kind)), query, filter, among).param("limit", limit);
		try {
			return Optional.of(scans.list(viewer, statement, (row, number) -> row.getLong(1), "busy"));
		}
		catch (Problem tooMuch) {
			return Optional.empty();
		}
	}

	private JdbcClient.StatementSpec statement(Table table, Query query, Engine.Filter filter, @Nullable List<Long> among) {
		var conditions = new StringBuilder(table.sql());
		var parameters = new HashMap<String, Object>();
		BiConsumer<String, Object> and = (condition, value) -> {
			var name = "p" + parameters.size();
			conditions.append(" and ").append(condition.formatted(":" + name));
			parameters.put(name, value);
		};
		if (query.hasWords()) {
			and.accept(table.text() + " ilike all(%s)", patterns(query.words()));
		}
		if (!query.excluded().isEmpty()) {
			and.accept("not " + table.text() + " ilike any(%s)", patterns(query.excluded()));
		}
		if (among != null) {
			and.accept(table.id() + " = any(%s)", among.toArray(Long[]::new));
		}
		if (filter.categories() != null && !table.category().isEmpty()) {
			and.accept(table.category() + " = any(%s)", filter.categories());
		}
		if (!table.author().isEmpty()) {
			and.accept(table.author() + " <> all(%s)", filter.hiddenAuthors());
		}
		if (filter.author() != null) {
			and.accept(table.author() + " = %s", filter.author());
		}
		if (filter.tag() != null) {
			and.accept("%s = any(" + table.tags() + ")", filter.tag());
		}
		if (filter.from() != null) {
			and.accept(table.at() + " >= %s::timestamptz", filter.from().toString());
		}
		if (filter.to() != null) {
			and.accept(table.at() + " < %s::timestamptz", filter.to().toString());
		}
		return jdbc.sql(conditions + " order by 1 desc limit :limit").params(parameters);
	}

	private static String[] patterns(List<QueryWord> words) {
		return words.stream().map(word -> "%" + Texts.escapeLike(word.typed()) + "%").toArray(String[]::new);
	}
}
