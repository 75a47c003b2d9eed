package dev.madang.notification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.madang.activity.Activity;
import dev.madang.board.Categories;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.SubjectKind.Summary;
import dev.madang.platform.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells of likes and followers, which gather behind one row as long as it is unread. */
@Component
class GroupedNotices {

	/** Who liked a thing, or does no longer; the last that was said of it. */
	private record Like(Subject subject, long actor) {
	}

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

	/** Of some likes, and some that were taken back, whatever of it is still so; with the same few statements for all of a kind. */
	List<Long> likes(List<Activity> activities) {
		var byKind = activities.stream().filter(activity -> activity.isDoneToSubject() && activity.actorId() != null)
				.collect(Collectors.groupingBy(activity -> activity.about().kind()));
		var told = new ArrayList<Long>();
		byKind.forEach((word, some) -> subjects.find(word).ifPresent(kind -> told.addAll(likes(kind, some))));
		return told;
	}

	private List<Long> likes(SubjectKind kind, List<Activity> activities) {
		var latest = new LinkedHashMap<Like, Activity>();
		for (var activity : activities) {
			latest.putLast(new Like(activity.about(), actor(activity)), activity);
		}
		var likes = List.copyOf(latest.sequencedKeySet());
		var ids = likes.stream().map(like -> like.subject().id()).collect(Collectors.toSet());
		var places = kind.places(ids);
		var summaries = kind.summaries(ids);
		var now = stillLiked(kind, likes);
		var gone = new ArrayList<NotificationCause>();
		var asked = new LinkedHashMap<@Nullable Long, List<Recipients.Asked>>();
		latest.forEach((like, activity) -> {
			var place = places.get(like.subject().id());
			var cause = new NotificationCause(like.subject(), place == null ? null : place.root(), like.actor(), activity.at());
			var summary = summaries.get(like.subject().id());
			if (!now.contains(like)) {
				gone.add(cause);
			}
			else if (summary != null && !summary.hidden()) {
				asked.computeIfAbsent(place == null ? null : place.category(), category -> new ArrayList<>())
						.add(asked(cause, summary));
			}
		});
		var told = new HashSet<>(inbox.unlike(gone));
		asked.forEach((category, some) -> told.addAll(inbox.join(recipients.of(some, audience(category), Integer.MAX_VALUE))));
		return List.copyOf(told);
	}

	private static Recipients.Asked asked(NotificationCause cause, Summary summary) {
		return new Recipients.Asked(new Candidates().add(summary.ownerId(), NotificationKind.LIKE), cause, summary.ownerId());
	}

	private Audience audience(@Nullable Long category) {
		return category == null ? Audience.EVERYBODY : Audience.of(category, categories);
	}

	private static long actor(Activity activity) {
		return activity.actorId() == null ? NotificationCause.NOBODY : activity.actorId();
	}

	private Set<Like> stillLiked(SubjectKind kind, List<Like> likes) {
		return new HashSet<>(jdbc.sql("""
				select r.subject_id, r.member_id
				from unnest(:ids, :actors) as l (id, actor)
				join reaction r on r.kind = :kind and r.subject_id = l.id and r.member_id = l.actor
				""").param("ids", likes.stream().map(like -> like.subject().id()).toArray(Long[]::new))
				.param("actors", likes.stream().map(Like::actor).toArray(Long[]::new)).param("kind", kind.kind())
				.query((row, number) -> new Like(new Subject(kind.kind(), row.getLong(1)), row.getLong(2))).list());
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
}
