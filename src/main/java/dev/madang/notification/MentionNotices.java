package dev.madang.notification;

import java.util.List;

import dev.madang.activity.Activity;
import dev.madang.platform.Markdown;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Subjects;
import org.springframework.stereotype.Component;

/** Tells members that they are named in something new of a kind that everybody may see. */
@Component
class MentionNotices {

	private final Subjects subjects;

	private final Markdown markdown;

	private final Recipients recipients;

	private final Inbox inbox;

	MentionNotices(Subjects subjects, Markdown markdown, Recipients recipients, Inbox inbox) {
		this.subjects = subjects;
		this.markdown = markdown;
		this.recipients = recipients;
		this.inbox = inbox;
	}

	List<Long> told(Activity activity, Subject subject) {
		return subjects.find(subject.kind()).filter(SubjectKind::tellsMentioned).map(kind -> tell(activity, subject, kind))
				.orElse(List.of());
	}

	private List<Long> tell(Activity activity, Subject subject, SubjectKind kind) {
		var summary = kind.summaries(List.of(subject.id())).get(subject.id());
		var mentioned = markdown.mentions(kind.text(subject.id()));
		if (summary == null || summary.hidden() || mentioned.isEmpty()) {
			return List.of();
		}
		var cause = new NotificationCause(subject, null, summary.ownerId(), activity.at());
		return inbox.tell(recipients.of(new Candidates().mention(mentioned), cause, summary.ownerId(), Audience.EVERYBODY),
				cause);
	}
}
