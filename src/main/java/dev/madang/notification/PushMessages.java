package dev.madang.notification;

import java.util.Locale;

import dev.madang.community.Community;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a browser is told: a push service takes 4 KB, encrypted, and devices show a few lines. */
@Component
class PushMessages {

	private static final int TITLE = 80;

	private static final int BODY = 300;

	/**
	 * What the service worker shows.
	 *
	 * @param address the path that it leads to
	 * @param page the path of that page, on which a window may be open already
	 * @param tag of notifications with the same the last one is shown: a row that grew replaces itself
	 * @param icon whose face it has
	 * @param unread how many are unread, 100 for a hundred or more
	 */
	record Content(String title, String body, String address, String page, String tag, @Nullable String icon, int unread) {
	}

	private final Wording wording;

	private final Community community;

	private final JsonMapper mapper;

	PushMessages(Wording wording, Community community, JsonMapper mapper) {
		this.wording = wording;
		this.community = community;
		this.mapper = mapper;
	}

	String of(Notification row, Locale locale, int unread) {
		var place = row.place();
		var address = row.address().isEmpty() ? "/notifications" : row.address();
		var actor = row.actor();
		return mapper.writeValueAsString(new Content(
				place.isEmpty() ? community.name(locale) : Texts.shorten(place, TITLE),
				Texts.shorten(wording.of(row, locale), BODY), row.address().isEmpty() ? address : row.opening(),
				row.postId() == null ? address : "/p/" + row.postId(), tag(row), actor == null ? null : actor.avatarUrl(),
				unread));
	}

	static String tag(Notification row) {
		return "n" + row.id();
	}
}
