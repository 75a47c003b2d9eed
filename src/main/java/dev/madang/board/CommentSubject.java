package dev.madang.board;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.media.Media;
import dev.madang.platform.Markdown;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What lower modules may know of a comment. */
@Component
@Order(3)
class CommentSubject implements SubjectKind {

	private static final String SEEN = """
			select c.id from comment c join post p on p.id = c.post_id
			where c.state = 'listed' and not c.author_id = any(:unseen) and %s and c.id =
			""".formatted(PostRules.SEEN_OR_MODERATED);

	private final JdbcClient jdbc;

	/** So much of a comment stands for a title. */
	private static final int TITLE = 80;

	private final PostRules rules;

	private final Comments comments;

	private final Markdown markdown;

	private final Media media;

	CommentSubject(JdbcClient jdbc, PostRules rules, Comments comments, Markdown markdown, Media media) {
		this.media = media;
		this.comments = comments;
		this.markdown = markdown;
		this.jdbc = jdbc;
		this.rules = rules;
	}

	@Override
	public String kind() {
		return "comment";
	}

	@Override
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql(SEEN + "any(:ids)").param("ids", ids.toArray(Long[]::new)).params(seenBy(viewer)).query(Long.class)
				.set();
	}

	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("""
				select c.id, c.post_id, c.author_id, v.body, c.state <> 'listed' or p.state <> 'listed' as hidden
				from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
				join post p on p.id = c.post_id
				where c.id = any(:ids)
				""").param("ids", ids.toArray(Long[]::new)).query((ResultSet row) -> {
			summaries.put(row.getLong("id"), new Summary(row.getLong("author_id"),
					Texts.shorten(markdown.excerpt(row.getString("body")), TITLE),
					"/p/" + row.getLong("post_id") + "#c" + row.getLong("id"), row.getBoolean("hidden")));
		});
		return summaries;
	}

	@Override
	public Map<Long, Place> places(Collection<Long> ids) {
		var places = new HashMap<Long, Place>();
		jdbc.sql("select c.id, p.id, p.category_id from comment c join post p on p.id = c.post_id where c.id = any(:ids)")
				.param("ids", ids.toArray(Long[]::new)).query((ResultSet row) -> {
					places.put(row.getLong(1), new Place(row.getLong(2), row.getLong(3)));
				});
		return places;
	}

	@Override
	public String text(long id) {
		return jdbc.sql("""
				select v.body from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
				where c.id = :id
				""").param("id", id).query(String.class).optional().orElse("");
	}

	@Override
	public List<Long> pictures(long id) {
		return media.attached(new Subject("comment", id));
	}

	@Override
	public void hide(Viewer viewer, long id) {
		if (!comments.place(id, viewer).removed()) {
			comments.remove(viewer, id, null);
		}
	}

	@Override
	public void restore(Viewer viewer, long id) {
		comments.restore(viewer, id);
	}

	@Override
	public String likedAt() {
		return "comments";
	}

	@Override
	public LikeSql likeSql() {
		return new LikeSql(SEEN + ":id", "comment", "id");
	}

	@Override
	public Map<String, Long[]> seenBy(Viewer viewer) {
		var parameters = new HashMap<>(rules.seenOrModeratedBy(viewer));
		parameters.put("unseen", viewer.hidden());
		return parameters;
	}

	@Override
	public void addLikes(Map<Long, Integer> likesById) {
		jdbc.sql("""
				with changed as (
				  select id, change from unnest(:ids, :changes) as changed (id, change)),
				locked as (
				  select id from comment where id in (select id from changed) order by id for update)
				update comment c set like_count = c.like_count + changed.change
				from locked join changed on changed.id = locked.id
				where c.id = locked.id
				""").param("ids", likesById.keySet().toArray(Long[]::new))
				.param("changes", likesById.values().toArray(Integer[]::new)).update();
	}
}
