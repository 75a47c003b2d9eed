package dev.madang.board;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Posts that another module has chosen, with one statement. */
@Component
public class ChosenPosts {

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Visits visits;

	ChosenPosts(JdbcClient jdbc, Categories categories, Visits visits) {
		this.visits = visits;
		this.jdbc = jdbc;
		this.categories = categories;
	}

	/** Those of them that are listed and the viewer may see, in the order in which they were named. */
	public List<Post> of(Collection<Long> ids, Viewer viewer) {
		return among(readable(viewer), ids, viewer, ids.size());
	}

	/** The first of the same, without those of boards that the viewer has muted. */
	public List<Post> wanted(Collection<Long> ids, Viewer viewer, int most) {
		var muted = visits.muted(viewer);
		return among(Arrays.stream(readable(viewer)).filter(id -> !muted.contains(id)).toArray(Long[]::new), ids, viewer,
				most);
	}

	private List<Post> among(Long[] among, Collection<Long> ids, Viewer viewer, int most) {
		return jdbc.sql("""
				select %s, left(v.body, 1000) as body
				from (
				  select p.id, each.place
				  from unnest(:ids::bigint[]) with ordinality as each (id, place) join post p on p.id = each.id
				  where p.state = 'listed' and p.category_id = any(:categories) and p.author_id <> all(:hidden)
				  order by each.place
				  limit %d) chosen
				join post p on p.id = chosen.id %s
				order by chosen.place
				""".formatted(Post.COLUMNS, most, Post.JOINS)).param("ids", ids.toArray(Long[]::new))
				.param("viewer", viewer.id()).param("categories", among)
				.param("hidden", categories.tree().hidden(viewer)).query(Post::read).list();
	}

	/** The ids of the categories that a viewer may read, for {@code category_id = any(:categories)}. */
	public Long[] readable(Viewer viewer) {
		return categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new);
	}
}
