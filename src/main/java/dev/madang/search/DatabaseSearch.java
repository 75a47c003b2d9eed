package dev.madang.search;

import java.util.HashMap;
import java.util.List;
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

	private final JdbcClient jdbc;

	private final TableScans scans;

	private final SearchKinds kinds;

	DatabaseSearch(JdbcClient jdbc, TableScans scans, SearchKinds kinds) {
		this.kinds = kinds;
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
		var statement = statement(kinds.get(kind).strings(), query, filter, among).param("limit", limit)
				.param("viewer", viewer.id());
		try {
			return Optional.of(scans.list(viewer, statement, (row, number) -> row.getLong(1), "busy"));
		}
		catch (Problem tooMuch) {
			return Optional.empty();
		}
	}

	private JdbcClient.StatementSpec statement(SearchableKind.Strings table, Query query, Engine.Filter filter,
			@Nullable List<Long> among) {
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
		if (filter.rooms() != null) {
			and.accept(table.category() + " = any(%s)", filter.rooms().keySet().toArray(Long[]::new));
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
