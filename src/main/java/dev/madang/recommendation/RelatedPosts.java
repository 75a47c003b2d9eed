package dev.madang.recommendation;

import java.sql.ResultSet;
import java.util.List;

import dev.madang.board.ChosenPosts;
import dev.madang.board.Post;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The posts that belong to a post: by their tags, by their words, and by who liked both. */
@Component
public class RelatedPosts {

	/** A post by its title. */
	public record Near(long id, String title, Because because) {
	}

	private final JdbcClient jdbc;

	private final ChosenPosts posts;

	private final PostWords words;

	RelatedPosts(JdbcClient jdbc, ChosenPosts posts, PostWords words) {
		this.jdbc = jdbc;
		this.posts = posts;
		this.words = words;
	}

	/** The same as rows of a list; the viewer must be known to see the post. */
	public List<Recommended<Post>> to(Post post, Viewer viewer, int most) {
		var near = near(post.id(), post.title() + "\n" + post.body(), viewer, most);
		return posts.of(near.stream().map(Near::id).toList(), viewer).stream()
				.map(other -> new Recommended<>(other, near.stream().filter(each -> each.id() == other.id()).findFirst()
						.orElseThrow().because()))
				.toList();
	}

	/** At most so many, the nearest first, without what the viewer wrote or has read; with one statement. */
	public List<Near> near(long id, String text, Viewer viewer, int most) {
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
						select s.id, v.title, s.kind, coalesce((select name from tag where id = s.because), '') as word
						from scored s join post p on p.id = s.id
						join post_version v on v.post_id = p.id and v.version = p.current_version
						where p.state = 'listed' and p.author_id <> :viewer and p.category_id = any(:categories)
						  and p.author_id <> all(:hidden)
						  and not exists (select 1 from signal g where g.member_id = :viewer and g.kind = 'post' and g.subject_id = s.id)
						  and not exists (select 1 from reaction r where r.kind = 'post' and r.subject_id = s.id and r.member_id = :viewer)
						order by s.score desc, s.id desc
						limit :most
						""")
				.param("id", id).param("alike", similar.ids())
				.param("alikeScores", similar.scores()).param("viewer", viewer.id())
				.param("categories", posts.readable(viewer)).param("hidden", viewer.hidden()).param("most", most)
				.query((ResultSet row, int number) -> new Near(row.getLong("id"), row.getString("title"),
						new Because(row.getString("kind"), row.getString("word"))))
				.list();
	}
}
