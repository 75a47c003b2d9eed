package dev.madang.notification;

import java.util.List;
import java.util.Optional;

import dev.madang.activity.Activity;
import dev.madang.board.Categories;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind.Place;
import dev.madang.platform.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells of likes and followers, which gather behind one row as long as it is unread. */
@Component
class GroupedNotices {

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final Inbox inbox;

	private final Subjects subjects;

	private final Categories categories;

	GroupedNotices(JdbcClient jdbc, Recipients recipients, Inbox inbox, Subjects subjects, Categories categories) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.inbox = inbox;
		this.subjects = subjects;
		this.categories = categories;
	}

	List<Long> liked(Activity activity, String kind, long id) {
		var summaries = subjects.find(kind).map(each -> each.summaries(List.of(id)).get(id)).orElse(null);
		var actor = activity.actorId();
		if (summaries == null || summaries.hidden() || actor == null || !isLiked(kind, id, actor)) {
			return List.of();
		}
		var place = place(kind, id);
		var event = new NotificationCause(new Subject(kind, id), place.map(Place::root).orElse(null), actor, activity.at());
		var audience = place.map(at -> Audience.of(at.category(), categories)).orElse(Audience.EVERYBODY);
		return inbox.join(recipients.of(new Candidates().add(summaries.ownerId(), NotificationKind.LIKE), event,
				summaries.ownerId(), audience), event);
	}

	List<Long> unliked(Activity activity, String kind, long id) {
		var actor = activity.actorId();
		return actor == null
				? List.of()
				: inbox.unlike(
						new NotificationCause(new Subject(kind, id), place(kind, id).map(Place::root).orElse(null), actor,
								activity.at()));
	}

	/** Somebody follows a member, and still does. */
	List<Long> followed(Activity activity, long followed) {
		var actor = activity.actorId();
		if (actor == null || !jdbc
				.sql("select exists (select 1 from follow where member_id = :member and followed_id = :followed)")
				.param("member", actor).param("followed", followed).query(Boolean.class).single()) {
			return List.of();
		}
		var event = new NotificationCause(new Subject("member", followed), null, actor, activity.at());
		return inbox.join(
				recipients.of(new Candidates().add(followed, NotificationKind.FOLLOW), event, followed, Audience.EVERYBODY),
				event);
	}

	private boolean isLiked(String kind, long id, long actor) {
		return jdbc.sql("""
				select exists (select 1 from reaction where kind = :kind and subject_id = :id and member_id = :actor)
				""").param("kind", kind).param("id", id).param("actor", actor).query(Boolean.class).single();
	}

	private Optional<Place> place(String kind, long id) {
		return subjects.find(kind).flatMap(each -> each.place(id));
	}
}
