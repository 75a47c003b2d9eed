package dev.madang.recommendation;

import java.util.List;

import dev.madang.board.ChosenPosts;
import dev.madang.board.Post;
import dev.madang.platform.Paging;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Posts for a member: what those liked who liked the same, what is said in the same words, what has their tags, what those
 * wrote whom they follow, and what is on the front page; each worth its weight, fused by adding, and the newer the better; the more one reason has given already, the less it gives.
 * Nobody is shown what they wrote or have read, nor anything of those between whom and them there is a block.
 */
@Component
public class PostSuggestions {

	/** So many are put into an order. */
	private static final int RANKED = 120;

	private record Row(long id, @Nullable String kind, @Nullable String word) {
	}

	private final JdbcClient jdbc;

	private final ChosenPosts posts;

	private final FrontPage frontPage;

	private final PostWords words;

	PostSuggestions(JdbcClient jdbc, ChosenPosts posts, FrontPage frontPage, PostWords words) {
		this.jdbc = jdbc;
		this.posts = posts;
		this.frontPage = frontPage;
		this.words = words;
	}

	/** The best first. What one reads meanwhile leaves the list, so that a later part may skip a post. */
	public Slice<Recommended<Post>> forMember(Viewer viewer, Paging paging) {
		var rows = rows(viewer);
		var slice = Ranked.slice("recommended", rows.stream().map(Row::id).toList(), viewer, paging, posts);
		return slice.map(post -> new Recommended<>(post, rows.stream().filter(row -> row.id() == post.id()).findFirst()
				.map(row -> Because.of(row.kind(), row.word())).orElse(Because.POPULAR)));
	}

	private List<Row> rows(Viewer viewer) {
		var similar = words.alike(lately(viewer), 40);
		return jdbc
				.sql(PostTaste.SQL
						+ """
								, candidate (id, score, kind, because) as (
								  select n.id, w.weight * n.weight, 'together', w.post_id
								  from weighed w join model_thing m on m.kind = 'post' and m.subject_id = w.post_id
								  cross join lateral unnest(m.together, m.together_weights) as n (id, weight)
								  union all
								  select s.id, 0.3 * s.score, 'alike', s.because
								  from unnest(:alike::bigint[], :alikeScores::real[], :alikeBecause::bigint[]) as s (id, score, because)
								  union all
								  select each.post_id, 0.05 * t.weight, 'tag', t.tag_id
								  from liked_tags t cross join lateral (
								    select post_id from post_tag where tag_id = t.tag_id order by created_at desc, post_id desc limit 40) each
								  union all
								  select each.id, 0.03, 'author', f.followed_id
								  from (select followed_id from follow where member_id = :viewer order by created_at desc, followed_id limit 100) f
								  cross join lateral (
								    select id from post where author_id = f.followed_id and state = 'listed'
								    order by created_at desc, id desc limit 5) each
								  union all
								  select id, 0.02 / (1 + place / 20.0), 'popular', 0
								  from unnest(:popular::bigint[]) with ordinality as front (id, place)),
								scored as (
								  select c.id, sum(c.score) as score, (array_agg(c.kind order by c.score desc, c.kind, c.because))[1] as kind,
								         (array_agg(c.because order by c.score desc, c.kind, c.because))[1] as because
								  from candidate c where not exists (select 1 from mine where mine.post_id = c.id)
								  group by c.id
								  order by 2 desc, 1 desc
								  limit 800),
								best as (
								  select s.id, s.kind, s.because,
								         s.score * (0.5 + exp(-greatest(extract(epoch from now() - p.created_at), 0) / 5184000.0))
								           * sqrt(1 + coalesce(m.timeliness, 0))
								             / sqrt(row_number() over (partition by s.kind, s.because order by s.score desc, s.id desc)) as score
								  from scored s join post p on p.id = s.id
								  left join model_thing m on m.kind = 'post' and m.subject_id = s.id
								  where p.state = 'listed' and p.author_id <> :viewer and p.category_id = any(:categories)
								    and p.author_id <> all(:hidden)
								    and not exists (select 1 from signal g where g.member_id = :viewer and g.kind = 'post' and g.subject_id = s.id)
								    and not exists (select 1 from reaction r where r.kind = 'post' and r.subject_id = s.id and r.member_id = :viewer)
								    and not exists (select 1 from bookmark b where b.member_id = :viewer and b.post_id = s.id)
								  order by score desc, s.id desc
								  limit :ranked)
								select best.id, best.kind, case best.kind
								  when 'tag' then (select name from tag where id = best.because)
								  when 'author' then (select name from member where id = best.because)
								  when 'popular' then null
								  else (select v.title from post p join post_version v on v.post_id = p.id and v.version = p.current_version
								        where p.id = best.because and p.state = 'listed' and p.category_id = any(:categories)
								          and p.author_id <> all(:hidden)) end as word
								from best
								order by best.score desc, best.id desc
								""")
				.param("viewer", viewer.id()).param("alike", similar.ids()).param("alikeScores", similar.scores())
				.param("alikeBecause", similar.seeds()).param("popular", frontPage.ids(viewer).toArray(Long[]::new))
				.param("categories", posts.readable(viewer)).param("hidden", viewer.hidden()).param("ranked", RANKED)
				.query(Row.class).list();
	}

	/** What they liked last, which the words are taken from. */
	private List<Long> lately(Viewer viewer) {
		return jdbc.sql("""
				select subject_id from reaction where member_id = :viewer and kind = 'post'
				order by created_at desc, subject_id desc limit 5
				""").param("viewer", viewer.id()).query(Long.class).list();
	}
}
