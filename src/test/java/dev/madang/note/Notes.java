package dev.madang.note;

import java.util.Collection;
import java.util.List;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.media.Media;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with notes. */
class Notes {

	static final String KIND = "note";

	private static final ContentLife LIFE = new ContentLife(Action.ADDED, Action.HIDDEN);

	/** A note as it is. */
	record Note(long id, long authorId, String body, String state, String takenBy, boolean wasListed) {

		Step step() {
			return new Step(ContentState.of(state), takenBy.isEmpty() ? null : TakenBy.of(takenBy));
		}
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Media media;

	Notes(JdbcClient jdbc, ActivityLog log, Media media) {
		this.jdbc = jdbc;
		this.log = log;
		this.media = media;
	}

	@Transactional
	public long write(Viewer viewer, String body, Collection<Long> pictures) {
		viewer.requireNotSilenced();
		var id = jdbc.sql(
				"insert into note (author_id, body, state, listed_at) values (:author, :body, 'listed', now()) returning id")
				.param("author", viewer.id()).param("body", body).query(Long.class).single();
		media.attach(viewer, new Subject(KIND, id), List.copyOf(pictures), "", body, "mediaIds");
		LIFE.begun(ContentState.LISTED).forEach(action -> log.append(viewer, action, new Subject(KIND, id)));
		return id;
	}

	@Transactional
	public void hide(Viewer viewer, long id) {
		var note = lock(id);
		if (!viewer.is(note.authorId()) && !viewer.isModerator()) {
			throw Problem.forbidden("not-yours");
		}
		if (note.step().state().isListed()) {
			move(viewer, note, Step.hidden(viewer.is(note.authorId()) ? TakenBy.AUTHOR : TakenBy.MODERATOR));
		}
	}

	@Transactional
	public void restore(Viewer viewer, long id) {
		if (!viewer.isModerator()) {
			throw Problem.forbidden("moderators-only");
		}
		move(viewer, lock(id), Step.LISTED);
	}

	private void move(Viewer viewer, Note note, Step step) {
		jdbc.sql(
				"""
						update note set state = :state, taken_by = :by, listed_at = coalesce(listed_at, case when :state = 'listed' then now() end)
						where id = :id
						""")
				.param("state", step.state().word()).param("by", step.byWord()).param("id", note.id()).update();
		LIFE.changed(note.step(), step, note.wasListed())
				.forEach(action -> log.append(viewer, action, new Subject(KIND, note.id())));
	}

	private Note lock(long id) {
		return jdbc.sql("""
				select id, author_id, body, state, coalesce(taken_by, '') as taken_by, listed_at is not null as was_listed
				from note where id = :id for no key update
				""").param("id", id).query(Note.class).optional().orElseThrow(Problem::notFound);
	}
}
