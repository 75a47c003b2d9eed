package dev.madang.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.activity.LogConsumer;
import dev.madang.platform.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is hidden is served no longer: reads the log and takes the pictures that nothing shown uses out of the readers'
 * reach, and back when something is restored.
 */
@Component
class HiddenPictures implements LogConsumer {

	private static final Set<Action> WANTED = EnumSet.of(Action.ATTACHED, Action.DRAFT_DISCARDED, Action.RESTORED,
			Action.HIDDEN,
			Action.HELD, Action.REMOVED);

	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private record Changed(String key, boolean hidden, boolean before) {
	}

	private final JdbcClient jdbc;

	private final MediaStore store;

	/** What lies there still, or already, while pictures are moved, is not to be left behind. */
	private final FolderStore folder;

	private final SecondLook look;

	HiddenPictures(JdbcClient jdbc, MediaStore store, FolderStore folder, SecondLook look) {
		this.folder = folder;
		this.look = look;
		this.jdbc = jdbc;
		this.store = store;
	}

	@Override
	public String name() {
		return "media";
	}

	/** Of things of every kind. */
	@Override
	public boolean wants(EventType type) {
		return WANTED.contains(type.action());
	}

	@Override
	public void consume(List<Activity> batch) {
		batch.forEach(this::consume);
	}

	/** Where the files lie on another server each move takes some time, and the other consumers wait. */
	@Override
	public int consumeSome(List<Activity> batch) {
		var begun = System.nanoTime();
		var done = 0;
		while (done < batch.size() && (done == 0 || System.nanoTime() - begun < AT_ONCE.toNanos())) {
			consume(batch.get(done++));
		}
		return done;
	}

	private void consume(Activity activity) {
		if (activity.type().is("media", Action.ATTACHED)) {
			settle(activity.about().kind(), activity.about().id(), activity.detail());
		}
		else if (activity.isDoneToSubject()) {
			change(activity.type().action(), activity.about());
		}
	}

	private void change(Action action, Subject subject) {
		switch (action) {
			case DRAFT_DISCARDED -> detach(subject.kind(), subject.id());
			case RESTORED -> mark(subject.kind(), subject.id(), false);
			default -> mark(subject.kind(), subject.id(), true);
		}
	}

	private void mark(String kind, long id, boolean hidden) {
		jdbc.sql("update media_use set hidden = :hidden where kind = :kind and subject_id = :id").param("hidden", hidden)
				.param("kind", kind).param("id", id).update();
		settle(kind, id, "{}");
	}

	/** Nobody can show it again: its pictures are of nothing. */
	private void detach(String kind, long id) {
		jdbc.sql("""
				with gone as (delete from media_use where kind = :kind and subject_id = :id returning media_id)
				update media d set unused_since = now() from gone
				where d.id = gone.media_id
				  and not exists (select 1 from media_use u where u.media_id = d.id and (u.kind, u.subject_id) <> (:kind, :id))
				""").param("kind", kind).param("id", id).update();
	}

	/**
	 * Hides and shows the files of a thing's pictures and of those that it had before, also those whose row says so already:
	 * a batch that failed may have moved them. What nothing shows stays as it is, so that taking it from something hidden
	 * does not show it.
	 */
	private void settle(String kind, long id, String detail) {
		var changed = jdbc.sql("""
				update media d set hidden = due.hidden
				from (select m.id, m.hidden as before, coalesce(bool_and(u.hidden), m.hidden) as hidden
				      from media m left join media_use u on u.media_id = m.id
				      where m.ready_at is not null
				        and (m.id in (select media_id from media_use where kind = :kind and subject_id = :id)
				             or m.id in (select jsonb_array_elements_text(:detail::jsonb -> 'before')::bigint))
				      group by m.id) as due
				where d.id = due.id
				returning d.key, d.hidden, due.before
				""").param("kind", kind).param("id", id).param("detail", detail).query(Changed.class).list();
		if (!changed.isEmpty()) {
			look.mayTakeLong();
		}
		for (var picture : changed) {
			try {
				if (picture.hidden()) {
					folder.hide(picture.key());
					store.hide(picture.key());
				}
				else {
					folder.show(picture.key());
					store.show(picture.key());
				}
				if (picture.hidden() || picture.before()) {
					look.note(picture.key());
				}
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}
}
