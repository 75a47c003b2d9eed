package dev.madang.notification;

import java.util.Locale;

import dev.madang.member.Author;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a notification says, in its reader's language. */
@Component
public class Wording {

	private final MessageSource messages;

	Wording(MessageSource messages) {
		this.messages = messages;
	}

	public String of(Notification row, Locale locale) {
		var key = "notification.text." + switch (row.kind()) {
			case LIKE -> ("comment".equals(row.subject().kind()) ? "like-comment" : "like") + more(row);
			case FOLLOW -> "follow" + more(row);
			case MENTION -> "comment".equals(row.subject().kind()) ? "mention-comment" : "mention";
			case REPORT -> "rejected".equals(row.detail()) ? "report-rejected" : "report";
			case WARNED -> row.detail() + (row.title().isEmpty() ? "" : "-of");
			default -> row.kind().word();
		};
		return messages.getMessage(key, new Object[]{ name(row, locale), row.title(), row.others(), row.detail() }, locale);
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
