package dev.madang.notification;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.madang.activity.Activity;
import dev.madang.activity.Follower;
import org.springframework.stereotype.Component;

/**
 * Follows the log and tells members what concerns them, exactly once, because its rows and its checkpoint are of one
 * transaction. An import is one row of the log, which tells nobody anything.
 */
@Component
class NotificationFollower implements Follower {

	private final Written written;

	private final Gathered gathered;

	private final InPerson inPerson;

	private final Inbox inbox;

	private final Waking waking;

	NotificationFollower(Written written, Gathered gathered, InPerson inPerson, Inbox inbox, Waking waking) {
		this.written = written;
		this.gathered = gathered;
		this.inPerson = inPerson;
		this.inbox = inbox;
		this.waking = waking;
	}

	@Override
	public String name() {
		return "notifications";
	}

	@Override
	public void follow(List<Activity> batch) {
		for (int done = 0; done < batch.size();) {
			done += followSome(batch.subList(done, batch.size()));
		}
	}

	/** Up to a post that more are told of than one transaction should hold; those who were told are told no more. */
	@Override
	public int followSome(List<Activity> batch) {
		Set<Long> told = new HashSet<>();
		var done = 0;
		for (var activity : batch) {
			var some = publication(activity);
			told.addAll(some);
			if (some.size() == Written.AT_ONCE) {
				break;
			}
			if (activity.subject() != null) {
				told.addAll(of(activity));
			}
			done++;
		}
		waking.wake(told);
		return done;
	}

	/** What is published, or shown again before anybody heard of it, may have thousands who follow. */
	private List<Long> publication(Activity activity) {
		return switch (activity.verb()) {
			case "post.published", "post.restored" -> written.postPublished(activity, id(activity));
			default -> List.of();
		};
	}

	private static long id(Activity activity) {
		var subject = String.valueOf(activity.subject());
		return Long.parseLong(subject.substring(subject.indexOf(':') + 1));
	}

	private List<Long> of(Activity activity) {
		var subject = String.valueOf(activity.subject());
		var kind = subject.substring(0, subject.indexOf(':'));
		var id = id(activity);
		return switch (activity.verb()) {
			case "post.edited" -> with(written.postEdited(activity, id), written.toldOfPost(id));
			case "post.hidden" -> with(inPerson.hidden(activity, kind, id), written.toldOfPost(id));
			case "post.restored" -> with(inPerson.shown(activity, kind, id), written.toldOfPost(id));
			case "comment.added" -> written.commentAdded(activity, id);
			case "comment.edited" -> written.commentEdited(activity, id);
			case "comment.removed" -> with(inPerson.hidden(activity, kind, id), written.toldOfComment(id));
			case "comment.restored" -> with(inPerson.shown(activity, kind, id),
					with(written.commentAdded(activity, id), written.toldOfComment(id)));
			case "member.followed" -> gathered.followed(activity, id);
			case "member.unfollowed" -> inbox.unfollow(id);
			case "member.joined" -> inPerson.joined(activity, id);
			// whoever left while something was being written to them, or about them
			case "member.withdrawn" -> inbox.forget(id);
			case "report.filed" -> inPerson.filed(activity);
			case "report.decided" -> inPerson.decided(activity);
			default -> ofAnything(activity, kind, id);
		};
	}

	/** What happens to things of every kind, those of modules that this one does not know as well. */
	private List<Long> ofAnything(Activity activity, String kind, long id) {
		return switch (activity.verb().substring(activity.verb().indexOf('.') + 1)) {
			case "liked" -> gathered.liked(activity, kind, id);
			case "unliked" -> gathered.unliked(activity, kind, id);
			case "hidden" -> with(inPerson.hidden(activity, kind, id), inbox.hide(kind, id, true));
			case "removed" -> inbox.hide(kind, id, true);
			case "restored" -> with(inPerson.shown(activity, kind, id), inbox.hide(kind, id, false));
			default -> List.of();
		};
	}

	private static List<Long> with(List<Long> some, List<Long> others) {
		var all = new HashSet<>(some);
		all.addAll(others);
		return List.copyOf(all);
	}
}
