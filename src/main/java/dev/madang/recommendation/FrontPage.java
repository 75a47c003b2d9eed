package dev.madang.recommendation;

import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.activity.SharedCache.Ends;
import dev.madang.activity.SharedValues;
import dev.madang.board.ChosenPosts;
import dev.madang.board.Post;
import dev.madang.platform.Paging;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * The posts that people talk about now, the same for all who may read the same categories, made anew every thirty seconds.
 * The order is Hacker News's, {@code points / (hours + 2)^1.8} (news.arc of Arc 3.1 by Paul Graham and Robert Morris, function
 * frontpage-rank), where points are likes and half as much for each comment. Candidates are the five hundred latest and the
 * fifty most liked posts of each category.
 */
@Component
public class FrontPage {

	private static final int KEPT = 300;

	private static final Duration MADE_ANEW = Duration.ofSeconds(30);

	private static final TypeReference<List<Long>> IDS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final ChosenPosts posts;

	private final LoadingCache<List<Long>, List<Long>> ranked;

	FrontPage(JdbcClient jdbc, ChosenPosts posts, SharedValues values) {
		this.jdbc = jdbc;
		this.posts = posts;
		this.ranked = Caffeine.newBuilder().maximumSize(50).refreshAfterWrite(MADE_ANEW)
				.expireAfterWrite(Duration.ofMinutes(5))
				.build(categories -> values.get("front:" + categories, Ends.BY_TIME, MADE_ANEW, IDS,
						() -> rank(categories)));
	}

	/** A part of it; while it is made anew between two parts, a post may come twice or not at all. */
	public Slice<Post> slice(Viewer viewer, Paging paging) {
		return Ranked.slice("popular", ids(viewer), viewer, paging, posts);
	}

	/** The ids of the best, the best first. */
	List<Long> ids(Viewer viewer) {
		return ranked.get(List.of(posts.readable(viewer)));
	}

	private List<Long> rank(List<Long> categories) {
		return jdbc
				.sql("""
						select c.post_id
						from (
						  select each.id from unnest(:categories::bigint[]) as chosen (id) cross join lateral (
						    (select p.id from post p where p.category_id = chosen.id and p.state = 'listed'
						     order by p.created_at desc, p.id desc limit 500)
						    union
						    (select c.post_id from post_count c where c.listed_in = chosen.id
						     order by c.like_count desc, c.post_id desc limit 50)) each) as candidate
						join post p on p.id = candidate.id join post_count c on c.post_id = p.id
						order by (c.like_count + 0.5 * c.comment_count)
						  / power(greatest(extract(epoch from now() - p.created_at), 0) / 3600.0 + 2, 1.8) desc, p.created_at desc, p.id desc
						limit :kept
						""")
				.param("categories", categories.toArray(Long[]::new)).param("kept", KEPT).query(Long.class).list();
	}
}
