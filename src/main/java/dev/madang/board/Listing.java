package dev.madang.board;

import java.util.HashMap;
import java.util.List;

import dev.madang.member.Members;
import dev.madang.tagging.Tags;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a post enters the lists and leaves them: the count of its category, its author and each tag, and the rows by which
 * lists find it. Rows that many posts share are taken in one order (category, member, tags), so that no two changes wait
 * for each other.
 */
final class Listing {

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Members members;

	private final Tags tags;

	Listing(JdbcClient jdbc, Categories categories, Members members, Tags tags) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.members = members;
		this.tags = tags;
	}

	void enter(long postId, long authorId, long categoryId, List<String> names) {
		jdbc.sql("update post_count set listed_in = :category where post_id = :id").param("category", categoryId)
				.param("id", postId).update();
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
	}

	/** @param post as it was while it was listed */
	void leave(Post post) {
		jdbc.sql("update post_count set listed_in = null where post_id = :id").param("id", post.id()).update();
		categories.countPosts(post.categoryId(), -1);
		members.countPosts(post.authorId(), -1);
		if (!post.tags().isEmpty()) {
			var changes = new HashMap<String, Integer>();
			post.tags().forEach(name -> changes.put(name, -1));
			jdbc.sql("delete from post_tag where post_id = :id").param("id", post.id()).update();
			tags.count(changes);
		}
	}
}
