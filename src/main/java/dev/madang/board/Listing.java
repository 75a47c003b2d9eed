package dev.madang.board;

import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

import dev.madang.member.Members;
import dev.madang.tagging.Tags;
import dev.madang.platform.ClusterSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a post enters the lists and leaves them: the count of its category, its author and each tag, and the rows by which
 * lists find it. Rows that many posts share are taken in one order (categories, member, tags), so that changes queue up
 * rather than wait for each other in a circle; what is left of that, new tags, ends as a 503 to be tried again.
 */
@Component
class Listing {

	/** What is told as soon as a post is in a list no more, so that nobody remembers what it was called. */
	static final String LEFT = "post-left";

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Members members;

	private final Tags tags;

	private final ClusterSignals signals;

	Listing(JdbcClient jdbc, Categories categories, Members members, Tags tags, ClusterSignals signals) {
		this.signals = signals;
		this.jdbc = jdbc;
		this.categories = categories;
		this.members = members;
		this.tags = tags;
	}

	void enter(long postId, long authorId, long categoryId, List<String> names) {
		categories.countPosts(categoryId, 1);
		members.countPosts(authorId, 1);
		if (!names.isEmpty()) {
			var changes = new HashMap<String, Integer>();
			names.forEach(name -> changes.put(name, 1));
			jdbc.sql("""
					insert into post_tag (tag_id, post_id, created_at)
					select tag_id, :post, (select created_at from post where id = :post) from unnest(:tags) as tag_id
					""").param("post", postId).param("tags", tags.count(changes).values().toArray(Long[]::new)).update();
		}
		jdbc.sql("update post_count set listed_in = :category where post_id = :id").param("category", categoryId)
				.param("id", postId).update();
	}

	/** @param post as it was while it was listed */
	void leave(Post post) {
		categories.countPosts(post.categoryId(), -1);
		members.countPosts(post.authorId(), -1);
		if (!post.tags().isEmpty()) {
			var changes = new HashMap<String, Integer>();
			post.tags().forEach(name -> changes.put(name, -1));
			jdbc.sql("delete from post_tag where post_id = :id").param("id", post.id()).update();
			tags.count(changes);
		}
		jdbc.sql("update post_count set listed_in = null where post_id = :id").param("id", post.id()).update();
		signals.send(LEFT, String.valueOf(post.id()));
	}

	/** Before a post leaves one place for another: takes the counts of both, in the order in which everybody takes them. */
	void takeBoth(Post post, long categoryId, List<String> names) {
		jdbc.sql("""
				select category_id from category_count where category_id in (:from, :to) order by category_id for update
				""").param("from", post.categoryId()).param("to", categoryId).query().listOfRows();
		members.countPosts(post.authorId(), 0);
		tags.take(Stream.concat(post.tags().stream(), names.stream()).toList());
	}
}
