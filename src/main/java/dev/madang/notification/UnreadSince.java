package dev.madang.notification;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import dev.madang.board.Categories;
import dev.madang.notification.Preferences.Channels;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What is new for a member, and not read yet, of the kinds that they want to be told of in a way. */
@Component
@ConditionalOnWebApplication
class UnreadSince {

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Preferences preferences;

	private final NotificationSubjects subjects;

	UnreadSince(JdbcClient jdbc, Categories categories, Preferences preferences, NotificationSubjects subjects) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.preferences = preferences;
		this.subjects = subjects;
	}

	/**
	 * The latest first.
	 *
	 * @param after the revision up to which they were told in this way
	 * @param most how many at most
	 */
	List<Notification> of(Viewer viewer, long after, Predicate<Channels> way, int most) {
		var stored = preferences.stored(viewer.id());
		var kinds = Arrays.stream(NotificationKind.values())
				.filter(kind -> way.test(stored.getOrDefault(kind, Channels.usual(kind)))).map(NotificationKind::word)
				.toArray(String[]::new);
		var visibility = Visibility.of(viewer, categories);
		return subjects.named(jdbc.sql("""
				select %s
				%s
				where n.member_id = :member and n.read_at is null and n.revision > :after and n.kind = any(:kinds) and %s
				order by n.revision desc
				limit %d
				""".formatted(Notification.COLUMNS, Notification.FROM, Visibility.VISIBLE, most)).param("member", viewer.id())
				.param("after", after).param("kinds", kinds).param("readable", visibility.readable())
				.param("hidden", visibility.hidden()).query(Notification::read).list(), viewer);
	}
}
