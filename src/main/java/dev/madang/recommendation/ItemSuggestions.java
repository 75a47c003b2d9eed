package dev.madang.recommendation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.madang.board.Post;
import dev.madang.platform.Cursor;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Books and films for a member, and those that belong to one: by the model alone, with the formula that Ranking states. */
@Component
public class ItemSuggestions {

	private static final int RANKED = 120;

	private final JdbcClient jdbc;

	ItemSuggestions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What they may like, the best first, without what they have a post on. */
	public Slice<Recommended<Post.Item>> forMember(Viewer viewer, Paging paging) {
		var all = jdbc
				.sql("""
						with own as materialized (
						  select item_id from post
						  where author_id = :viewer and state = 'listed' and item_id is not null),
						engaged as (
						  select item_id, max(weight) as weight, max(at) as at
						  from (
						    (select item_id, 1.0 as weight, created_at as at from post
						     where author_id = :viewer and state = 'listed' and item_id is not null
						     order by created_at desc limit 300)
						    union all
						    (select p.item_id, 0.5, r.created_at from reaction r join post p on p.id = r.subject_id
						     where r.member_id = :viewer and r.kind = 'post' and p.item_id is not null
						     order by r.created_at desc limit 200)
						    union all
						    (select subject_id, case when seconds >= 20 then 0.3 else 0 end, at from signal
						     where member_id = :viewer and kind = 'item' order by at desc limit 100)) as each
						  group by item_id),
						weighed as (
						  select item_id, weight * (0.1 + exp(-greatest(extract(epoch from now() - at), 0) / 17280000.0)) as weight
						  from engaged where weight > 0),
						candidate (id, score, kind, because) as (
						  select n.id, w.weight * n.weight, 'together', w.item_id
						  from weighed w join model_thing m on m.kind = 'item' and m.subject_id = w.item_id
						  cross join lateral unnest(m.together, m.together_weights) as n (id, weight)
						  union all
						  select n.id, 0.3 * w.weight * n.weight, 'alike', w.item_id
						  from weighed w join model_thing m on m.kind = 'item' and m.subject_id = w.item_id
						  cross join lateral unnest(m.alike, m.alike_weights) as n (id, weight)
						  union all
						  (select subject_id, 0.002, 'popular', 0 from model_thing where kind = 'item'
						   order by timeliness desc, subject_id desc limit 300)),
						scored as (
						  select c.id, sum(c.score) as score, (array_agg(c.kind order by c.score desc, c.kind, c.because))[1] as kind,
						         (array_agg(c.because order by c.score desc, c.kind, c.because))[1] as because
						  from candidate c group by c.id)
						select i.id, i.kind as item_kind, i.title, i.creators, i.published_on, s.kind,
						       (select title from item where id = s.because) as word
						from scored s join item i on i.id = s.id and i.merged_into is null
						left join model_thing m on m.kind = 'item' and m.subject_id = s.id
						where s.id not in (select item_id from own)
						  and not exists (select 1 from signal g where g.member_id = :viewer and g.kind = 'item' and g.subject_id = s.id)
						order by s.score * sqrt(1 + coalesce(m.timeliness, 0)) desc, s.id desc
						limit :ranked
						""")
				.param("viewer", viewer.id()).param("ranked", RANKED).query(ItemSuggestions::read).list();
		var from = Ranked.from("recommended-items", paging, all.size());
		var to = Math.min(all.size(), from + paging.limit());
		return new Slice<>(all.subList(from, to), to < all.size() ? Cursor.of("recommended-items", to) : null);
	}

	/** At most so many items that belong to one, the nearest first; none for an item that there is not. */
	public List<Recommended<Post.Item>> relatedTo(long id, int most) {
		return jdbc.sql("""
				with candidate (id, score, kind) as (
				  select n.id, n.weight, 'together' from model_thing m
				  cross join lateral unnest(m.together, m.together_weights) as n (id, weight)
				  where m.kind = 'item' and m.subject_id = :id
				  union all
				  select n.id, 0.3 * n.weight, 'alike' from model_thing m
				  cross join lateral unnest(m.alike, m.alike_weights) as n (id, weight)
				  where m.kind = 'item' and m.subject_id = :id),
				scored as (
				  select c.id, sum(c.score) as score, (array_agg(c.kind order by c.score desc, c.kind))[1] as kind
				  from candidate c group by c.id)
				select i.id, i.kind as item_kind, i.title, i.creators, i.published_on, s.kind, '' as word
				from scored s join item i on i.id = s.id and i.merged_into is null
				order by s.score desc, s.id desc
				limit :most
				""").param("id", id).param("most", most).query(ItemSuggestions::related).list();
	}

	private static Recommended<Post.Item> read(ResultSet row, int number) throws SQLException {
		return new Recommended<>(item(row), Because.of(row.getString("kind"), row.getString("word")));
	}

	private static Recommended<Post.Item> related(ResultSet row, int number) throws SQLException {
		return new Recommended<>(item(row), new Because(row.getString("kind"), row.getString("word")));
	}

	private static Post.Item item(ResultSet row) throws SQLException {
		return new Post.Item(row.getLong("id"), row.getString("item_kind"), row.getString("title"),
				Rows.strings(row, "creators"), row.getString("published_on"));
	}
}
