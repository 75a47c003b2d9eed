package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tree of categories, kept in memory: whoever changes it tells every process. How many posts each has is looked up at
 * most every few seconds, for the column at the left; lists count exactly.
 */
@Component
public class Categories {

	private record Count(long categoryId, int postCount) {
	}

	private record Moderating(long categoryId, long memberId) {
	}

	private static final Logger LOG = LoggerFactory.getLogger(Categories.class);

	private static final String ALL = "all";

	private final JdbcClient jdbc;

	private final LoadingCache<String, CategoryTree> tree;

	private final LoadingCache<String, Map<Long, Integer>> counts;

	Categories(JdbcClient jdbc, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.tree = Caffeine.newBuilder().refreshAfterWrite(Duration.ofMinutes(10)).build(all -> stored());
		this.counts = Caffeine.newBuilder().refreshAfterWrite(Duration.ofSeconds(5)).build(all -> count());
		signals.on("category", word -> {
			tree.refresh(ALL);
			counts.refresh(ALL);
		});
	}

	public CategoryTree tree() {
		return tree.get(ALL);
	}

	/** @throws Problem 404 if there is no such category, or none that the viewer may know of */
	public Category get(String slug, Viewer viewer) {
		return tree().find(slug).filter(category -> tree().isReadable(category.id(), viewer))
				.orElseThrow(Problem::notFound);
	}

	/**
	 * How many listed posts each category has, by its id, with those below it that the viewer may read, a few seconds ago at
	 * most.
	 */
	public Map<Long, Integer> postCounts(Viewer viewer) {
		return tree().sums(counts.get(ALL), viewer);
	}

	/** Keeps the count of listed posts, in the transaction that changed it. */
	void countPosts(long categoryId, int change) {
		jdbc.sql("""
				insert into category_count (category_id, post_count) values (:id, greatest(:change, 0))
				on conflict (category_id) do update set post_count = category_count.post_count + :change
				""").param("id", categoryId).param("change", change).update();
		counts.invalidateAll();
	}

	/**
	 * Takes over what this process has just committed; others hear of it, and serve the tree that they have meanwhile. Where it
	 * cannot be read, it is at the next use: what was committed is no failure, and who may read what is not kept from before.
	 */
	synchronized void reload() {
		try {
			tree.put(ALL, stored());
		}
		catch (DataAccessException e) {
			LOG.warn("The categories are read again: {}", e.getMessage());
			tree.invalidateAll();
		}
		counts.invalidateAll();
	}

	/** The tree as the database has it, seen from within the transaction that changes it. */
	public CategoryTree stored() {
		return new CategoryTree(jdbc.sql("""
				select id, parent_id, slug, name, description, position, read_role, write_role, kind from category
				""").query(Categories::read).list(), moderators());
	}

	private Map<Long, Set<Long>> moderators() {
		var found = new HashMap<Long, Set<Long>>();
		List<Moderating> rows = jdbc.sql("select category_id, member_id from category_moderator").query(Moderating.class)
				.list();
		rows.forEach(row -> found.computeIfAbsent(row.categoryId(), id -> new HashSet<>()).add(row.memberId()));
		return found;
	}

	private Map<Long, Integer> count() {
		var counted = new HashMap<Long, Integer>();
		List<Count> rows = jdbc.sql("select category_id, post_count from category_count").query(Count.class).list();
		rows.forEach(row -> counted.put(row.categoryId(), row.postCount()));
		return counted;
	}

	private static Category read(ResultSet row, int number) throws SQLException {
		return new Category(row.getLong("id"), Rows.optionalLong(row, "parent_id"), row.getString("slug"),
				row.getString("name"), row.getString("description"), row.getInt("position"), 0,
				Role.of(row.getString("read_role")), Role.of(row.getString("write_role")), BoardKind.of(row.getString("kind")));
	}
}
