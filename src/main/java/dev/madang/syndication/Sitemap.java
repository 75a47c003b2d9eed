package dev.madang.syndication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.page.PublicPages;
import dev.madang.page.PublicPages.Things;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything that anybody may read, for search engines (https://www.sitemaps.org/protocol.html). A part of it is a range of
 * ids, so that it costs the same wherever it lies and stays the same when others change.
 */
@Component
class Sitemap {

	/** The protocol allows 50,000 in a file; so many need little memory, however many ask for them at once. */
	static final int MOST = 10_000;

	/** What is no module's own. */
	private static final List<String> OWN = List.of("/", "/popular");

	/** @param changed when what is there was last changed, or null where that is not known */
	record Url(String path, @Nullable Instant changed) {
	}

	private final JdbcClient jdbc;

	private final ObjectProvider<PublicPages> modules;

	Sitemap(JdbcClient jdbc, ObjectProvider<PublicPages> modules) {
		this.jdbc = jdbc;
		this.modules = modules;
	}

	/** The parts that have anything in them, such as {@code posts-3}, in their order: one statement. */
	List<String> parts() {
		var all = things();
		var selects = new ArrayList<String>();
		var parameters = new HashMap<String, Object>(Map.of("most", MOST));
		for (var things : all) {
			selects.add("""
					select %1$d as place, '%2$s' as name, n from generate_series(0, (select max(id) from %3$s) / :most) n
					where exists (select 1 from %3$s where id >= n * :most and id < (n + 1) * :most and %4$s)
					""".formatted(selects.size(), things.name(), things.table(), things.readable()));
			parameters.putAll(things.parameters());
		}
		return jdbc
				.sql("select name || '-' || n from (%s) as part order by place, n"
						.formatted(String.join("union all ", selects)))
				.params(parameters).query(String.class).list();
	}

	/**
	 * The addresses of one part, all read before the first of them is sent, so that a slow reader holds no connection.
	 *
	 * @return nothing if there is no such part
	 * @throws Problem 404 if there are no such things
	 */
	List<Url> part(String name, long n) {
		if (n < 0 || n > ("places".equals(name) ? 0 : Integer.MAX_VALUE)) {
			return List.of();
		}
		if ("places".equals(name)) {
			return Stream.concat(OWN.stream(), modules.orderedStream().flatMap(module -> module.lists().stream()))
					.map(path -> new Url(path, null)).toList();
		}
		var things = things().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow(Problem::notFound);
		return jdbc.sql("select id, updated_at from %s where id >= :from and id < :to and %s order by id"
				.formatted(things.table(), things.readable())).param("from", n * MOST).param("to", (n + 1) * MOST)
				.params(things.parameters())
				.query((row, number) -> new Url(things.path() + row.getLong("id"), Rows.instant(row, "updated_at"))).list();
	}

	/** What robots should leave alone. */
	List<String> notForRobots() {
		return modules.orderedStream().flatMap(module -> module.notForRobots().stream()).toList();
	}

	private List<Things> things() {
		return modules.orderedStream().flatMap(module -> module.things().stream()).toList();
	}
}
