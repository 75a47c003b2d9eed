package dev.madang.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import dev.madang.activity.Activity;
import dev.madang.activity.Follower;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is hidden is served no longer: follows the log and takes the pictures that nothing shown uses out of the readers'
 * reach, and back when something is restored.
 */
@Component
class HiddenPictures implements Follower {

	private record Changed(String key, boolean hidden) {
	}

	private final JdbcClient jdbc;

	private final MediaStore store;

	HiddenPictures(JdbcClient jdbc, MediaStore store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	@Override
	public String name() {
		return "media";
	}

	@Override
	public void follow(List<Activity> batch) {
		for (var activity : batch) {
			var subject = activity.subject();
			if (subject == null || !subject.matches("[a-z]+:\\d{1,18}")) {
				continue;
			}
			var parts = subject.split(":");
			var id = Long.parseLong(parts[1]);
			switch (activity.verb()) {
				case "media.attached" -> settle(parts[0], id, activity.detail());
				case "post.draft-discarded" -> detach(parts[0], id);
				case "post.hidden", "post.held", "product.hidden", "product.held", "comment.removed", "comment.held" ->
					mark(parts[0], id, true);
				case "post.restored", "product.restored", "comment.restored" -> mark(parts[0], id, false);
				default -> {
					// nothing that pictures depend on
				}
			}
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
				from (select m.id, coalesce(bool_and(u.hidden), m.hidden) as hidden
				      from media m left join media_use u on u.media_id = m.id
				      where m.ready_at is not null
				        and (m.id in (select media_id from media_use where kind = :kind and subject_id = :id)
				             or m.id in (select jsonb_array_elements_text(:detail::jsonb -> 'before')::bigint))
				      group by m.id) as due
				where d.id = due.id
				returning d.key, d.hidden
				""").param("kind", kind).param("id", id).param("detail", detail).query(Changed.class).list();
		for (var picture : changed) {
			try {
				if (picture.hidden()) {
					store.hide(picture.key());
				}
				else {
					store.show(picture.key());
				}
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}
}
