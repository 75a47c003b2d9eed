package dev.madang.board;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

import dev.madang.catalog.ItemCounts;
import dev.madang.member.MemberCounts;
import dev.madang.platform.ClusterSignals;
import dev.madang.tagging.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a post enters the lists and leaves them: the count of its category, its author, each tag and its item, and the rows by
 * which lists find it. Rows that many posts share are taken in one order (categories, member, tags, items), so that changes queue up
 * rather than wait for each other in a circle; what is left of that, new tags, ends as a 503 to be tried again.
 */
@Component
class Listing {

	/** What is told as soon as a post is in a list no more, so that nobody remembers what it was called. */
	static final String LEFT = "post-left";

	private final JdbcClient jdbc;

	private final Categories categories;

	private final MemberCounts members;

	private final Tags tags;

	private final ItemCounts items;

	private final ClusterSignals signals;

	Listing(JdbcClient jdbc, Categories categories, MemberCounts members, Tags tags, ItemCounts items, ClusterSignals signals) {
		this.items = items;
		this.signals = signals;
		this.jdbc = jdbc;
		this.categories = categories;
		this.members = members;
		this.tags = tags;
	}

	/**
	 * Before the row of a post that leaves one place for another is changed: takes the counts of both, in the order in which
	 * everybody takes them.
	 */
	void take(@Nullable Listed before, @Nullable Listed after) {
		if (before == null || after == null || before.isWhere(after)) {
			return;
		}
		jdbc.sql("""
				select category_id from category_count where category_id in (:from, :to) order by category_id for update
				""").param("from", before.categoryId()).param("to", after.categoryId()).query().listOfRows();
		members.countPosts(before.authorId(), 0);
		tags.take(Stream.concat(before.tags().stream(), after.tags().stream()).toList());
	}

	/**
	 * A post was listed, left the lists, or is found elsewhere now; its row says so already. Within the caller's transaction.
	 *
	 * @param before where it was found, or null
	 * @param after where it is found now, or null
	 */
	void change(@Nullable Listed before, @Nullable Listed after) {
		if (before == null || after == null || !before.isWhere(after)) {
			if (before != null) {
				leave(before);
			}
			if (after != null) {
				enter(after);
			}
		}
		items.change(before == null ? null : before.review(), after == null ? null : after.review());
	}

	private void enter(Listed post) {
		categories.countPosts(post.categoryId(), 1);
		members.countPosts(post.authorId(), 1);
		jdbc.sql("""
				update post_count set listed_in = :category, author_id = :author, item_id = :item, tagged = :tagged
				where post_id = :id
				""").param("tagged", !post.tags().isEmpty()).param("category", post.categoryId())
				.param("author", post.authorId()).param("item", post.itemId())
				.param("id", post.postId()).update();
		if (!post.tags().isEmpty()) {
			jdbc.sql("""
					insert into post_tag (tag_id, post_id, created_at, like_count, comment_count)
					select tag_id, p.id, p.created_at, c.like_count, c.comment_count
					from unnest(:tags) as tag_id, post p join post_count c on c.post_id = p.id
					where p.id = :post
					""").param("post", post.postId()).param("tags", count(post.tags(), 1).toArray(Long[]::new)).update();
		}
	}

	private void leave(Listed post) {
		categories.countPosts(post.categoryId(), -1);
		members.countPosts(post.authorId(), -1);
		jdbc.sql("update post_count set listed_in = null where post_id = :id").param("id", post.postId()).update();
		if (!post.tags().isEmpty()) {
			jdbc.sql("delete from post_tag where post_id = :id").param("id", post.postId()).update();
			count(post.tags(), -1);
		}
		signals.send(LEFT, String.valueOf(post.postId()));
	}

	private Collection<Long> count(List<String> names, int by) {
		var changes = new HashMap<String, Integer>();
		names.forEach(name -> changes.put(name, by));
		return tags.count(changes).values();
	}
}
