package dev.madang.board;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.content.ContentState;
import dev.madang.media.Media;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Viewer;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What lower modules may know of a post. */
@Component
@Order(1)
class PostSubject implements SubjectKind {

	private final JdbcClient jdbc;

	private final PostRules rules;

	private final PostHiding hiding;

	private final Media media;

	PostSubject(JdbcClient jdbc, PostRules rules, PostHiding hiding, Media media) {
		this.media = media;
		this.hiding = hiding;
		this.jdbc = jdbc;
		this.rules = rules;
	}

	@Override
	public String kind() {
		return "post";
	}

	@Override
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql("select p.id from post p where p.id = any(:ids) and " + PostRules.SEEN)
				.param("ids", ids.toArray(Long[]::new)).params(rules.seenBy(viewer)).query(Long.class).set();
	}

	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("""
				select p.id, p.author_id, v.title, p.state
				from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.id = any(:ids)
				""").param("ids", ids.toArray(Long[]::new)).query((ResultSet row) -> {
			summaries.put(row.getLong("id"),
					new Summary(row.getLong("author_id"), row.getString("title"), "/p/" + row.getLong("id"),
							!ContentState.of(row.getString("state")).isListed()));
		});
		return summaries;
	}

	@Override
	public Map<Long, Place> places(Collection<Long> ids) {
		var places = new HashMap<Long, Place>();
		jdbc.sql("select id, category_id from post where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
				.query((ResultSet row) -> {
					places.put(row.getLong(1), new Place(row.getLong(1), row.getLong(2)));
				});
		return places;
	}

	@Override
	public String text(long id) {
		return jdbc.sql("""
				select v.body from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.id = :id
				""").param("id", id).query(String.class).optional().orElse("");
	}

	@Override
	public List<Long> pictures(long id) {
		return media.attached(new Subject("post", id));
	}

	@Override
	public void hide(Viewer viewer, long id) {
		hiding.hide(viewer, id, null);
	}

	@Override
	public void restore(Viewer viewer, long id) {
		hiding.restore(viewer, id);
	}

	@Override
	public String likedAt() {
		return "posts";
	}

	@Override
	public LikeSql likeSql() {
		return new LikeSql("select p.id from post p where p.id = :id and " + PostRules.SEEN, "post_count", "post_id");
	}

	@Override
	public Map<String, Long[]> seenBy(Viewer viewer) {
		return rules.seenBy(viewer);
	}

	@Override
	public void addLikes(Map<Long, Integer> likesById) {
		new PostCounts(jdbc).add("like_count", likesById);
	}

	@Override
	@Transactional
	public void addViews(Map<Long, Long> viewsById) {
		new PostCounts(jdbc).add("view_count", viewsById);
	}
}
