package dev.madang.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many listed posts are about an item and how they rate it, kept exactly: whoever lists a post, takes it from the lists
 * or changes what it is about says so in the same transaction. The average is over the ratings of listed posts; what
 * members note in their reading log is theirs and not counted.
 */
@Component
public class ItemCounts {

	private static final class Change {

		private int posts;

		private final int[] ratings = new int[10];

		void add(Review review, int by) {
			posts += by;
			var rating = review.rating();
			if (rating != null) {
				ratings[rating - 1] += by;
			}
		}

		String ratings() {
			var text = new StringBuilder("{");
			for (var rating : ratings) {
				text.append(text.length() > 1 ? "," : "").append(rating);
			}
			return text.append('}').toString();
		}
	}

	private final JdbcClient jdbc;

	ItemCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A post was listed, left the lists, or says something else now.
	 *
	 * @param before what it said while it was listed, or null
	 * @param after what it says while it is listed, or null
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void change(@Nullable Review before, @Nullable Review after) {
		if (!Objects.equals(before, after)) {
			change(before == null ? List.of() : List.of(before), after == null ? List.of() : List.of(after));
		}
	}

	/** The same for many at once. Rows are taken in the order of their ids, after those of categories, members and tags. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void change(Collection<Review> gone, Collection<Review> come) {
		var changes = new TreeMap<Long, Change>();
		gone.forEach(review -> changes.computeIfAbsent(review.itemId(), id -> new Change()).add(review, -1));
		come.forEach(review -> changes.computeIfAbsent(review.itemId(), id -> new Change()).add(review, 1));
		if (!changes.isEmpty()) {
			store(changes);
		}
	}

	private void store(SortedMap<Long, Change> changes) {
		jdbc.sql("""
				with changed as (
				  select id, posts, ratings::integer[] as ratings
				  from unnest(:ids, :posts, :ratings) as changed (id, posts, ratings)),
				locked as (
				  select item_id from item_count where item_id = any(:ids) order by item_id for update)
				update item_count c
				set post_count = c.post_count + changed.posts,
				    ratings = array(select before + change from unnest(c.ratings, changed.ratings) with ordinality
				                    as both_of (before, change, place) order by place)
				from locked join changed on changed.id = locked.item_id
				where c.item_id = locked.item_id
				""").param("ids", changes.keySet().toArray(Long[]::new))
				.param("posts", changes.values().stream().map(change -> change.posts).toArray(Integer[]::new))
				.param("ratings", changes.values().stream().map(Change::ratings).toArray(String[]::new)).update();
	}
}
