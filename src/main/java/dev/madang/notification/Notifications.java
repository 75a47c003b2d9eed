package dev.madang.notification;

import java.util.List;

import dev.madang.board.Categories;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a member was told, and what of it they have read. A list is one statement, and one more for each foreign kind in it. */
@Component
public class Notifications {

	/** The word by which every node hears whose notifications have changed: their ids with commas, or nothing for anybody's. */
	public static final String CHANGED = Waking.TOPIC;

	private final JdbcClient jdbc;

	private final Categories categories;

	private final NotificationSubjects subjects;

	private final UnreadCounts counts;

	private final Waking waking;

	Notifications(JdbcClient jdbc, Categories categories, NotificationSubjects subjects, UnreadCounts counts,
			Waking waking) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.subjects = subjects;
		this.counts = counts;
		this.waking = waking;
	}

	/** The latest first; a row that grew is as new as what it grew by. */
	@Transactional(readOnly = true)
	public Slice<Notification> list(Viewer viewer, boolean unreadOnly, Paging paging) {
		var part = Keyset.of(paging, "notifications", 1);
		var visibility = Visibility.of(viewer, categories);
		var rows = jdbc.sql("""
				select %s
				%s
				where n.member_id = :member and n.in_page %s %s and %s
				order by n.revision desc
				%s
				""".formatted(Notification.COLUMNS, Notification.FROM, unreadOnly ? "and n.read_at is null" : "",
				part.after("n.revision < :before"), Visibility.VISIBLE, part.limit())).param("member", viewer.id())
				.param("before", part.key(0)).param("readable", visibility.readable()).param("hidden", visibility.hidden())
				.query(Notification::read).list();
		var slice = Slice.of(rows, paging.limit(), last -> Cursor.of("notifications", last.revision()));
		return new Slice<>(subjects.named(slice.items(), viewer), slice.nextCursor());
	}

	/** What is new behind a revision, the oldest first. */
	public List<Notification> since(Viewer viewer, long revision, int limit) {
		var visibility = Visibility.of(viewer, categories);
		return subjects.named(jdbc.sql("""
				select %s
				%s
				where n.member_id = :member and n.in_page and n.read_at is null and n.revision > :revision and %s
				order by n.revision
				limit %d
				""".formatted(Notification.COLUMNS, Notification.FROM, Visibility.VISIBLE, limit)).param("member", viewer.id())
				.param("revision", revision).param("readable", visibility.readable()).param("hidden", visibility.hidden())
				.query(Notification::read).list(), viewer);
	}

	/** The revision of whatever a member was told last, or 0. */
	public long latest(Viewer viewer) {
		return jdbc.sql("select coalesce(max(revision), 0) from notification where member_id = :member")
				.param("member", viewer.id()).query(Long.class).single();
	}

	/**
	 * Marks as read: these, or that one and all before it, or all. What is not the viewer's, or not there, is left out.
	 *
	 * @param ids may be null for none; also of kinds that are pushed and not in the list
	 * @param upTo the id of one that is in the list
	 */
	@Transactional
	public void read(Viewer viewer, @Nullable List<Long> ids, @Nullable Long upTo, boolean all) {
		mark(viewer, jdbc.sql("""
				update notification set read_at = now()
				where member_id = :member and read_at is null and (id = any(:ids) or in_page and (:all or revision <= (
				  select revision from notification where member_id = :member and id = :upTo)))
				""").param("all", all).param("ids", ids == null ? new Long[0] : ids.toArray(Long[]::new))
				.param("upTo", upTo == null ? 0 : upTo).param("member", viewer.id()).update());
	}

	/** Marks as read what was there up to a revision; what has grown since stays as new as what it grew by. */
	@Transactional
	public void readSeen(Viewer viewer, long revision) {
		mark(viewer, jdbc.sql("""
				update notification set read_at = now()
				where member_id = :member and read_at is null and in_page and revision <= :revision
				""").param("revision", revision).param("member", viewer.id()).update());
	}

	/** Marks as read what is about a post and its thread, because they are being read. */
	@Transactional
	public void readAbout(Viewer viewer, long postId) {
		mark(viewer, jdbc.sql("""
				update notification set read_at = now() where member_id = :member and read_at is null and post_id = :post
				""").param("post", postId).param("member", viewer.id()).update());
	}

	private void mark(Viewer viewer, int changed) {
		if (changed > 0) {
			waking.wake(List.of(viewer.id()));
			AfterCommit.run(() -> counts.forget(viewer.id()));
		}
	}
}
