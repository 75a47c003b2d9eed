package dev.madang.note;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.media.Media;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lower modules may know of a note. */
class NoteSubject implements SubjectKind {

	private record Row(long id, long authorId, String body, String state) {
	}

	private final JdbcClient jdbc;

	private final Notes notes;

	private final Media media;

	NoteSubject(JdbcClient jdbc, Notes notes, Media media) {
		this.jdbc = jdbc;
		this.notes = notes;
		this.media = media;
	}

	@Override
	public String kind() {
		return Notes.KIND;
	}

	@Override
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql("select id from note where id = any(:ids) and state = 'listed' and author_id <> all(:hidden)")
				.param("ids", ids.toArray(Long[]::new)).param("hidden", viewer.hidden()).query(Long.class).set();
	}

	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("select id, author_id, body, state from note where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
				.query(Row.class).list().forEach(row -> summaries.put(row.id(), new Summary(row.authorId(),
						Texts.shorten(row.body(), 80), "/notes/" + row.id(), !"listed".equals(row.state()))));
		return summaries;
	}

	@Override
	public String text(long id) {
		return jdbc.sql("select body from note where id = :id").param("id", id).query(String.class).optional().orElse("");
	}

	@Override
	public boolean tellsMentioned() {
		return true;
	}

	@Override
	public List<Long> pictures(long id) {
		return media.attached(new Subject(Notes.KIND, id));
	}

	@Override
	public void hide(Viewer viewer, long id) {
		notes.hide(viewer, id);
	}

	@Override
	public void restore(Viewer viewer, long id) {
		notes.restore(viewer, id);
	}

	@Override
	public String likedAt() {
		return "notes";
	}

	@Override
	public LikeSql likeSql() {
		return new LikeSql("select id from note where id = :id and state = 'listed' and author_id <> all(:hidden)", "note",
				"id");
	}

	@Override
	public void addLikes(Map<Long, Integer> likesById) {
		likesById.forEach((id, likes) -> jdbc.sql("update note set like_count = like_count + :likes where id = :id")
				.param("likes", likes).param("id", id).update());
	}
}
