package dev.madang.notification;

import java.util.Arrays;
import java.util.List;

import dev.madang.board.Categories;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What is new for a member since the last digest, and not read yet. */
@Component
@ConditionalOnWebApplication
class DigestContent {

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Preferences preferences;

	private final NotificationSubjects subjects;

	DigestContent(JdbcClient jdbc, Categories categories, Preferences preferences, NotificationSubjects subjects) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.preferences = preferences;
		this.subjects = subjects;
	}

	/** @param after the revision that the last digest went up to */
	List<Notification> of(Viewer viewer, long after) {
		var stored = preferences.stored(viewer.id());
		var kinds = Arrays.stream(NotificationKind.values())
				.filter(kind -> stored.getOrDefault(kind, Preferences.Channels.usual(kind)).mail()).map(NotificationKind::word)
				.toArray(String[]::new);
		var visibility = Visibility.of(viewer, categories);
		return subjects.named(jdbc.sql("""
				select %s
				%s
				where n.member_id = :member and n.read_at is null and n.revision > :after and n.kind = any(:kinds) and %s
				order by n.revision desc
				""".formatted(Notification.COLUMNS, Notification.FROM, Visibility.VISIBLE)).param("member", viewer.id())
				.param("after", after).param("kinds", kinds).param("readable", visibility.readable())
				.param("hidden", visibility.hidden()).query(Notification::read).list(), viewer);
	}
}
