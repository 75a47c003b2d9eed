package dev.madang.notification;

import java.util.List;
import java.util.Locale;

import dev.madang.member.Author;
import dev.madang.page.CommunityZone;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a notification says, in its reader's language. */
@Component
public class Wording {

	private final MessageSource messages;

	private final CommunityZone zone;

	Wording(MessageSource messages, CommunityZone zone) {
		this.zone = zone;
		this.messages = messages;
	}

	public String of(Notification row, Locale locale) {
		var key = "notification.text." + switch (row.kind()) {
			case LIKE -> ("comment".equals(row.subject().kind()) ? "like-comment" : "like") + more(row);
			case FOLLOW -> "follow" + more(row);
			case MENTION -> switch (row.subject().kind()) {
				case "comment" -> "mention-comment";
				case "room" -> "mention-room" + more(row);
				default -> "mention";
			};
			case MESSAGE -> switch (row.detail()) {
				case MessageNotices.INVITATION -> "message-invitation";
				case "request" -> "message-request";
				default -> row.said().isEmpty() ? "message-without-text" : "message" + more(row);
			};
			case REPORT -> ("rejected".equals(row.detail()) ? "report-rejected" : "report") + of(row);
			case WARNED -> row.detail() + of(row);
			default -> row.kind().word();
		};
		return messages.getMessage(key, new Object[]{ name(row, locale), what(row, locale), row.others(), row.detail() },
				locale)
				+ answer(row, locale);
	}

	/** The comment or message itself, where it is about one; a title otherwise. */
	private String what(Notification row, Locale locale) {
		if (!List.of("comment", "room").contains(row.subject().kind()) || row.kind() == NotificationKind.REPORT
				|| row.kind() == NotificationKind.WARNED || row.detail().equals(MessageNotices.INVITATION)) {
			return row.title();
		}
		return row.said().isEmpty() ? messages.getMessage("pictures.unnamed", null, locale) : row.said();
	}

	private static String of(Notification row) {
		return row.title().isEmpty() ? "" : "-of";
	}

	/** Until when, for whom it concerns, and what the moderator had to say. */
	private String answer(Notification row, Locale locale) {
		var answer = row.answer();
		if (answer == null) {
			return "";
		}
		var until = answer.until();
		return (until == null || row.kind() != NotificationKind.WARNED ? "" : " (~ " + zone.until(until) + ")")
				+ (answer.text().isEmpty()
						? ""
						: " · " + messages.getMessage("notification.answer", new Object[]{ answer.text() }, locale));
	}

	private static String more(Notification row) {
		return row.others() > 0 ? "-more" : "";
	}

	private String name(Notification row, Locale locale) {
		var actor = row.actor();
		return actor == null || Author.isWithdrawn(actor.handle())
				? messages.getMessage("notification.somebody", null, locale)
				: actor.name();
	}
}
