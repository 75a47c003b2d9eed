package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.madang.activity.SharedRead;
import dev.madang.activity.SharedReads;
import dev.madang.media.StoredPicture;
import dev.madang.member.Author;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** What a page's list shows of a post beside the post: its latest comment, and the cover of its item. */
@Component
public class RowExtras {

	/** The latest comment of a post; of its text, the beginning. */
	public record Reply(long id, Author author, String body) {
	}

	/**
	 * @param cover the pictures of the post's item
	 * @param answers how many comments of others stand below a question itself, a hundred for a hundred or more
	 */
	public record Extra(long postId, @Nullable Reply reply, List<StoredPicture> cover, int answers) {

		static Extra read(ResultSet row, int number) throws SQLException {
			var reply = row.getLong("comment_id");
			return new Extra(row.getLong("id"), reply == 0 ? null : new Reply(reply, Author.read(row), row.getString("body")),
					StoredPicture.read(row), row.getInt("answers"));
		}

		int characters() {
			return 100 + (reply == null ? 0 : reply.body().length()) + 100 * cover.size();
		}
	}

	private static final int REPLY_CHARACTERS = 200;

	/** One more than the pages tell apart. */
	private static final int MOST_ANSWERS = 100;

	private final JdbcClient jdbc;

	private final Categories categories;

	private final SharedRead<List<Long>, List<Extra>> shared;

	RowExtras(JdbcClient jdbc, Categories categories, SharedReads reads) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.shared = reads.by("row-extras", new TypeReference<>() {
		}, (ids, extras) -> 16 * ids.size() + extras.stream().mapToInt(Extra::characters).sum());
	}

	/** By the id of the post; a post that has neither is left out. */
	public Map<Long, Extra> of(List<Post> posts, Viewer viewer) {
		var some = posts.stream().filter(post -> post.commentCount() > 0 || post.item() != null).toList();
		if (some.isEmpty()) {
			return Map.of();
		}
		var hidden = categories.tree().hidden(viewer);
		return (hidden.length == 0 ? shared(some) : read(some, hidden)).stream()
				.collect(Collectors.toMap(Extra::postId, Function.identity()));
	}

	private List<Extra> shared(List<Post> posts) {
		var ids = posts.stream().map(Post::id).toList();
		var known = shared.find(ids);
		return known != null ? known : shared.read(ids, () -> read(posts, new Long[0]), UnaryOperator.identity());
	}

	private List<Extra> read(List<Post> posts, Long[] hidden) {
		return jdbc.sql("""
				select s.id, k.id as comment_id, m.handle, m.name, m.picture, left(v.body, %d) as body, %s,
				       case when s.asked then (
				         select count(*) from (
				           select 1 from comment a
				           where a.post_id = s.id and a.state = 'listed' and a.parent_id is null and a.author_id <> s.author
				             and a.author_id <> all(:hidden)
				           limit %d) listed) end as answers
				from unnest(:ids, :items, :authors, :asked) as s (id, item, author, asked)
				left join (post_count c
				  join comment k on k.id = c.last_comment_id and k.state = 'listed' and k.author_id <> all(:hidden)
				  join comment_version v on v.comment_id = k.id and v.version = k.current_version
				  join member m on m.id = k.author_id) on c.post_id = s.id
				""".formatted(REPLY_CHARACTERS, StoredPicture.column("item", "s.item"), MOST_ANSWERS))
				.param("ids", posts.stream().map(Post::id).toArray(Long[]::new))
				.param("authors", posts.stream().map(Post::authorId).toArray(Long[]::new))
				.param("asked", posts.stream().map(this::isQuestion).toArray(Boolean[]::new))
				.param("items", posts.stream().map(RowExtras::item).toArray(Long[]::new)).param("hidden", hidden)
				.query(Extra::read).list();
	}

	private boolean isQuestion(Post post) {
		return categories.tree().find(post.categoryId()).filter(board -> board.kind() == BoardKind.QUESTIONS).isPresent();
	}

	private static @Nullable Long item(Post post) {
		return post.item() == null ? null : post.item().id();
	}
}
