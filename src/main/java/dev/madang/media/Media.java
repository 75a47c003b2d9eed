package dev.madang.media;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.PictureUrl;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which pictures belong to which things. */
@Component
public class Media {

	/** So many pictures one thing has at most. */
	public static final int MOST = 20;

	private static final Pattern ADDRESS = Pattern.compile("/media/([A-Za-z0-9_-]{22})/");

	private final JdbcClient jdbc;

	private final PictureUrl address;

	private final ActivityLog log;

	Media(JdbcClient jdbc, PictureUrl address, ActivityLog log) {
		this.jdbc = jdbc;
		this.address = address;
		this.log = log;
	}

	/**
	 * Makes exactly these, in this order, the pictures of a thing, within the transaction in which the thing is written.
	 *
	 * @param mediaIds the viewer's own that are ready, or those that the thing has already
	 * @param field that named them, for what is wrong with them
	 * @return whether anything changed
	 * @throws Problem 422 {@code unknown-picture} or {@code too-many} on that field
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean attach(Viewer viewer, Subject subject, Collection<@Nullable Long> mediaIds, String field) {
		var wanted = new LinkedHashSet<Long>();
		for (var id : mediaIds) {
			if (id == null) {
				throw Problem.invalid(field, "unknown-picture");
			}
			wanted.add(id);
		}
		if (wanted.size() > MOST) {
			throw Problem.invalid(field, "too-many", MOST);
		}
		var before = attached(subject);
		if (before.equals(List.copyOf(wanted))) {
			return false;
		}
		requireUsable(viewer, wanted, before, field);
		var ids = wanted.toArray(Long[]::new);
		jdbc.sql("""
				with before as (
				  select coalesce(bool_and(hidden), false) as hidden
				  from media_use where kind = :kind and subject_id = :subject),
				gone as (
				  delete from media_use where kind = :kind and subject_id = :subject and media_id <> all(:ids))
				insert into media_use (kind, subject_id, media_id, position, hidden)
				select :kind, :subject, id, number, before.hidden
				from before, unnest(:ids) with ordinality as wanted (id, number)
				on conflict (kind, subject_id, media_id) do update set position = excluded.position
				""").param("kind", subject.kind()).param("subject", subject.id()).param("ids", ids).update();
		jdbc.sql("""
				update media d set unused_since = case when exists (select 1 from media_use u where u.media_id = d.id)
				                                       then null else now() end
				where d.id = any(:ids || :before)
				""").param("ids", ids).param("before", before.toArray(Long[]::new)).update();
		log.append(viewer, new EventType("media", Action.ATTACHED), subject, Map.of("before", before, "after", wanted));
		return true;
	}

	/**
	 * The same for what a text says besides: pictures that it shows are the thing's, whether they are named or not.
	 *
	 * @param mediaIds null for those that the thing has, without those that its text shows no longer
	 * @param before the text that it had, empty for a new thing
	 * @param text Markdown
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean attach(Viewer viewer, Subject subject, @Nullable Collection<@Nullable Long> mediaIds, String before,
			String text, String field) {
		var shown = keys(text);
		var shownBefore = keys(mediaIds == null ? before : "");
		if (shown.isEmpty() && shownBefore.isEmpty()) {
			return mediaIds != null && (!mediaIds.isEmpty() || !attached(subject).isEmpty())
					&& attach(viewer, subject, mediaIds, field);
		}
		var all = new LinkedHashSet<@Nullable Long>(mediaIds == null ? attached(subject) : mediaIds);
		shownBefore.removeAll(shown);
		all.removeAll(own(viewer, shownBefore));
		all.addAll(own(viewer, shown));
		return attach(viewer, subject, all, field);
	}

	/** Whether a text shows a picture of this community, so that {@link #attach} has something to do. */
	public static boolean isPictured(String text) {
		return ADDRESS.matcher(text).find();
	}

	private static Set<String> keys(String text) {
		return ADDRESS.matcher(text).results().map(match -> match.group(1)).distinct().limit(MOST + 1L)
				.collect(Collectors.toCollection(HashSet::new));
	}

	private List<Long> own(Viewer viewer, Set<String> keys) {
		return keys.isEmpty()
				? List.of()
				: jdbc.sql("""
						select id from media where key = any(:keys) and owner_id = :viewer and ready_at is not null order by id
						""").param("keys", keys.toArray(String[]::new)).param("viewer", viewer.id()).query(Long.class).list();
	}

	/** The ids of a thing's pictures, in their order. */
	public List<Long> attached(Subject subject) {
		return jdbc.sql("select media_id from media_use where kind = :kind and subject_id = :id order by position")
				.param("kind", subject.kind()).param("id", subject.id()).query(Long.class).list();
	}

	/** Locks them, so that none is swept away meanwhile. */
	private void requireUsable(Viewer viewer, Collection<Long> wanted, List<Long> before, String field) {
		var usable = jdbc.sql("""
				select id from media where id = any(:ids) and ready_at is not null and (owner_id = :viewer or id = any(:before))
				order by id for no key update
				""").param("ids", wanted.toArray(Long[]::new)).param("viewer", viewer.id())
				.param("before", before.toArray(Long[]::new)).query(Long.class).list();
		if (usable.size() < wanted.size()) {
			throw Problem.invalid(field, "unknown-picture");
		}
	}

	/** The pictures of some things of a kind, each in their order, with one statement; a thing without any is left out. */
	public Map<Long, List<Picture>> of(String kind, Collection<Long> ids) {
		var pictures = new HashMap<Long, List<Picture>>();
		jdbc.sql("select s.id, " + StoredPicture.columnOf(":kind", "s.id")
				+ " from unnest(:ids) as s (id)").param("kind", kind).param("ids", ids.toArray(Long[]::new))
				.query((ResultSet row) -> {
					var found = StoredPicture.read(row);
					if (!found.isEmpty()) {
						pictures.put(row.getLong("id"), shown(found));
					}
				});
		return pictures;
	}

	/** What readers get of pictures that a query brought along. */
	public List<Picture> shown(List<StoredPicture> stored) {
		return stored.stream().map(picture -> picture.at(address)).toList();
	}
}
