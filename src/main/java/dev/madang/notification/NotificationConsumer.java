package dev.madang.notification;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.platform.Subject;
import dev.madang.activity.LogConsumer;
import org.springframework.stereotype.Component;

/**
 * Reads the log and tells members what concerns them, exactly once, because its rows and its checkpoint are of one
 * transaction. An import is one row of the log, which tells nobody anything.
 */
@Component
class NotificationConsumer implements LogConsumer {

	private static final Set<Action> WANTED = EnumSet.of(Action.PUBLISHED, Action.LISTED, Action.EDITED, Action.ADDED,
			Action.FOLLOWED,
			Action.UNFOLLOWED, Action.JOINED, Action.WITHDRAWN, Action.FILED, Action.DECIDED, Action.LIKED, Action.UNLIKED,
			Action.HIDDEN, Action.REMOVED, Action.RESTORED, Action.LEFT);

	private static final Set<Action> LIKES = EnumSet.of(Action.LIKED, Action.UNLIKED);

	private final PostNotices postNotices;

	private final GroupedNotices groupedNotices;

	private final ModerationNotices moderationNotices;

	private final MentionNotices mentions;

	private final MessageNotices messageNotices;

	private final Inbox inbox;

	private final Waking waking;

	NotificationConsumer(PostNotices postNotices, GroupedNotices groupedNotices, ModerationNotices moderationNotices,
			MentionNotices mentions, MessageNotices messageNotices, Inbox inbox, Waking waking) {
		this.messageNotices = messageNotices;
		this.mentions = mentions;
		this.postNotices = postNotices;
		this.groupedNotices = groupedNotices;
		this.moderationNotices = moderationNotices;
		this.inbox = inbox;
		this.waking = waking;
	}

	@Override
	public String name() {
		return "notifications";
	}

	@Override
	public boolean wants(EventType type) {
		return WANTED.contains(type.action());
	}

	@Override
	public void consume(List<Activity> batch) {
		for (int done = 0; done < batch.size();) {
			done += consumeSome(batch.subList(done, batch.size()));
		}
	}

	/** Up to a post that more are told of than one transaction should hold; those who were told are told no more. */
	@Override
	public int consumeSome(List<Activity> batch) {
		inbox.lock();
		Set<Long> told = new HashSet<>();
		var done = 0;
		while (done < batch.size()) {
			var comments = commentsAdded(batch.subList(done, batch.size()));
			if (!comments.isEmpty()) {
				told.addAll(postNotices.commentsAdded(comments));
				done += comments.size();
				continue;
			}
			var likes = likes(batch.subList(done, batch.size()));
			if (!likes.isEmpty()) {
				told.addAll(groupedNotices.likes(likes));
				done += likes.size();
				continue;
			}
			var activity = batch.get(done);
			if (activity.isDoneToSubject()) {
				var some = publication(activity);
				told.addAll(some);
				if (some.size() == PostNotices.AT_ONCE) {
					break;
				}
				told.addAll(of(activity, activity.about()));
			}
			done++;
		}
		told.addAll(messageNotices.said(batch.subList(0, done)));
		waking.told(told);
		return done;
	}

	/** Those that come first: most of what happens is that somebody comments. */
	private static List<Activity> commentsAdded(List<Activity> batch) {
		return batch.stream().takeWhile(activity -> activity.type().is("comment", Action.ADDED)).toList();
	}

	private static List<Activity> likes(List<Activity> batch) {
		return batch.stream().takeWhile(activity -> LIKES.contains(activity.type().action())).toList();
	}

	/** What is published, or shown again before anybody heard of it, may have thousands who follow. */
	private List<Long> publication(Activity activity) {
		return activity.type().is("post", Action.PUBLISHED) || activity.type().is("post", Action.RESTORED)
				? postNotices.postPublished(activity, activity.about().id())
				: List.of();
	}

	private List<Long> of(Activity activity, Subject subject) {
		return switch (activity.type().action()) {
			case EDITED -> edited(activity, subject);
			case ADDED, PUBLISHED, LISTED -> mentions.told(activity, subject);
			case FOLLOWED -> groupedNotices.followed(activity, subject.id());
			case UNFOLLOWED -> inbox.unfollow(subject.id());
			case JOINED -> "room".equals(subject.kind())
					? messageNotices.invited(activity)
					: moderationNotices.joined(activity, subject.id());
			case LEFT -> messageNotices.left(activity);
			// whoever left while something was being written to them, or about them
			case WITHDRAWN -> inbox.forget(subject.id());
			case FILED -> moderationNotices.filed(activity);
			case DECIDED -> moderationNotices.decided(activity);
			case HIDDEN, REMOVED ->
				with(moderationNotices.hidden(activity, subject.kind(), subject.id()), toldOf(subject, true));
			case RESTORED -> with(moderationNotices.shown(activity, subject.kind(), subject.id()),
					with(commentAdded(activity), toldOf(subject, false)));
			default -> List.of();
		};
	}

	private List<Long> edited(Activity activity, Subject subject) {
		return switch (subject.kind()) {
			case "post" -> with(postNotices.postEdited(activity, subject.id()), postNotices.toldOfPost(subject.id()));
			case "comment" -> postNotices.commentEdited(activity, subject.id());
			default -> List.of();
		};
	}

	private List<Long> commentAdded(Activity activity) {
		return "comment".equals(activity.about().kind()) ? postNotices.commentsAdded(List.of(activity)) : List.of();
	}

	/** Whom a thing's fate concerns: what they were told of it appears and disappears with it. */
	private List<Long> toldOf(Subject subject, boolean hidden) {
		return switch (subject.kind()) {
			case "post" -> postNotices.toldOfPost(subject.id());
			case "comment" -> postNotices.toldOfComment(subject.id());
			case "message" -> hidden ? messageNotices.gone(subject.id()) : List.of();
			default -> inbox.hide(subject.kind(), subject.id(), hidden);
		};
	}

	private static List<Long> with(List<Long> some, List<Long> others) {
		var all = new HashSet<>(some);
		all.addAll(others);
		return List.copyOf(all);
	}
}
