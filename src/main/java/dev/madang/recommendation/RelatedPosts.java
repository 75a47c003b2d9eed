package dev.madang.recommendation;

import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.madang.activity.SharedRead;
import dev.madang.activity.SharedReads;
import dev.madang.board.ChosenPosts;
import dev.madang.board.Post;
import dev.madang.member.Author;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The posts that belong to a post: by their tags, by their words, and by who liked both. */
@Component
public class RelatedPosts {

	/** A post by its title and author. */
	public record Near(long id, String title, long authorId, Author author, Because because) {
	}

	/** A post for all who may read the same boards. */
	private record Common(long id, List<Long> categories) {
	}

	/** So many are read for everybody, of which a reader is shown those that are new to them. */
	private static final int COMMON = 60;

	private final JdbcClient jdbc;

	private final ChosenPosts posts;

	private final PostWords words;

	private final SharedRead<Common, List<Near>> common;

	RelatedPosts(JdbcClient jdbc, ChosenPosts posts, PostWords words, SharedReads reads) {
		this.jdbc = jdbc;
		this.posts = posts;
		this.words = words;
		this.common = reads.by("related", new TypeReference<>() {
		}, (key, near) -> near.size() * 200);
	}

	/** The same as rows of a list; the viewer must be known to see the post. */
	public List<Recommended<Post>> to(Post post, Viewer viewer, int most) {
		var near = near(post.id(), post.title() + "\n" + post.body(), viewer, most);
		return posts.of(near.stream().map(Near::id).toList(), viewer).stream()
				.map(other -> new Recommended<>(other, near.stream().filter(each -> each.id() == other.id()).findFirst()
						.orElseThrow().because()))
				.toList();
	}

	/** At most so many, the nearest first, without what the viewer wrote or has read; for members with one statement more. */
	public List<Near> near(long id, String text, Viewer viewer, int most) {
		var categories = posts.readable(viewer);
		var key = new Common(id, List.of(categories));
		var known = common.find(key);
		var all = (known == null ? common.read(key, () -> all(id, text, categories), UnaryOperator.identity()) : known).stream()
				.filter(near -> !viewer.is(near.authorId()) && viewer.sees(near.authorId())).toList();
		var read = read(viewer, all);
		return all.stream().filter(near -> !read.contains(near.id())).limit(most).toList();
	}

	private Set<Long> read(Viewer viewer, List<Near> near) {
		return !viewer.isMember() || near.isEmpty()
				? Set.of()
				: jdbc.sql("""
						select subject_id from signal where kind = 'post' and member_id = :viewer and subject_id = any(:posts)
						union all
						select subject_id from reaction where kind = 'post' and member_id = :viewer and subject_id = any(:posts)
						""").param("viewer", viewer.id()).param("posts", near.stream().map(Near::id).toArray(Long[]::new))
						.query(Long.class).set();
	}

	private List<Near> all(long id, String text, Long[] categories) {
		var similar = words.alike(id, text, 30);
		return jdbc
				.sql("""
						with candidate (id, score, kind, because) as (
						  select n.id, 3 * n.weight, 'together', 0
						  from model_thing m cross join lateral unnest(m.together, m.together_weights) as n (id, weight)
						  where m.kind = 'post' and m.subject_id = :id
						  union all
						  select s.id, s.score, 'alike', 0
						  from unnest(:alike::bigint[], :alikeScores::real[]) as s (id, score)
						  union all
						  select each.post_id, 1 / ln(2 + t.post_count), 'tag', t.id
						  from post_tag own join tag t on t.id = own.tag_id cross join lateral (
						    select post_id from post_tag where tag_id = t.id order by created_at desc, post_id desc limit 40) each
						  where own.post_id = :id),
						scored as (
						  select c.id, sum(c.score) as score, (array_agg(c.kind order by c.score desc, c.kind, c.because))[1] as kind,
						         (array_agg(c.because order by c.score desc, c.kind, c.because))[1] as because
						  from candidate c where c.id <> :id
						  group by c.id)
						select s.id, v.title, p.author_id, m.handle, m.name, m.picture, s.kind,
						       coalesce((select name from tag where id = s.because), '') as word
						from scored s join post p on p.id = s.id
						join post_version v on v.post_id = p.id and v.version = p.current_version
						join member m on m.id = p.author_id
						where p.state = 'listed' and p.category_id = any(:categories)
						order by s.score desc, s.id desc
						limit %d
						"""
						.formatted(COMMON))
				.param("id", id).param("alike", similar.ids()).param("alikeScores", similar.scores())
				.param("categories", categories)
				.query((ResultSet row, int number) -> new Near(row.getLong("id"), row.getString("title"),
						row.getLong("author_id"),
						Author.read(row), new Because(row.getString("kind"), row.getString("word"))))
				.list();
	}
}
