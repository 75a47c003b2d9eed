package dev.madang.chat.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.madang.chat.Cards;
import dev.madang.chat.Message;
import dev.madang.chat.MessageJson;
import dev.madang.chat.MessageView;
import dev.madang.chat.Room;
import dev.madang.chat.RoomReading;
import dev.madang.media.Picture;
import dev.madang.media.Variant;
import dev.madang.member.Author;
import dev.madang.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a room's page shows of messages: one after the other, with the days between them. */
@Component
public class SaidLines {

	/**
	 * A message on the page.
	 *
	 * @param day the day that begins with it, or empty
	 * @param isNew whether it is the first that the reader has not read
	 * @param follows whether the one before it is by the same member in the same minute: then they share a face and a time
	 */
	public record Line(MessageJson message, boolean mine, String day, boolean isNew, boolean follows, String time) {
	}

	/** So large a picture is shown at most; of several, each is a square. */
	public static final int WIDE = 320;

	public static final int HIGH = 352;

	/** An address of a picture that nobody is asked for. */
	private static final String NOTHING = "data:,";

	private final MessageView view;

	private final JsonMapper mapper;

	SaidLines(MessageView view, JsonMapper mapper) {
		this.mapper = mapper;
		this.view = view;
	}

	/** @param read up to where the reader has read */
	List<Line> of(Room room, List<Message> messages, Page page, long read) {
		var zone = ZoneId.of(page.zone());
		var locale = Locale.of(page.language());
		var times = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
		var lines = new ArrayList<Line>();
		MessageJson before = null;
		for (var message : view.of(room, messages, page.viewer())) {
			var isNew = message.seq() - 1 == read;
			var mine = message.author().handle().equals(page.viewer().handle());
			var day = before != null && day(before, zone).equals(day(message, zone))
					? ""
					: dayName(message.createdAt(), zone, locale);
			lines.add(new Line(message, mine, day, isNew && !mine, day.isEmpty() && !isNew && follows(before, message),
					times.format(message.createdAt().atZone(zone))));
			before = message;
		}
		return lines;
	}

	private static boolean follows(@Nullable MessageJson before, MessageJson message) {
		return before != null && before.author().handle().equals(message.author().handle())
				&& before.createdAt().truncatedTo(ChronoUnit.MINUTES)
						.equals(message.createdAt().truncatedTo(ChronoUnit.MINUTES));
	}

	/** One that has everything a message may have: the page's script makes those of it that come later. */
	public List<Line> specimen() {
		var nobody = new Author("", "", null);
		var nothing = List.of(new Variant("thumb", NOTHING, 1, 1), new Variant("feed", NOTHING, 1, 1),
				new Variant("full", NOTHING, 1, 1));
		return List.of(new Line(
				new MessageJson(0, 0, 0, nobody, "", "", new MessageJson.Reply(0, nobody, "", false),
						List.of(new Picture(0, "", nothing)), new Cards.Card("post", 0, "", "/", NOTHING), Instant.EPOCH,
						Instant.EPOCH, false, null, null, ""),
				false, "—", false, false, ""));
	}

	private static LocalDate day(MessageJson message, ZoneId zone) {
		return message.createdAt().atZone(zone).toLocalDate();
	}

	private static String dayName(Instant at, ZoneId zone, Locale locale) {
		return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(at.atZone(zone));
	}

	/** What a room is called: its name, or the other's. */
	public String name(Room room, Page page) {
		var other = room.other();
		return other == null ? room.name() : other.name().isEmpty() ? page.t("member.withdrawn") : other.name();
	}

	/** Up to where each member has read, as JSON, by handle; nothing in rooms in which nobody counts. */
	public String positions(List<RoomReading.RoomMember> members) {
		var joined = members.stream().filter(member -> !member.asked()).toList();
		return joined.size() > MessageView.MOST_COUNTED
				? "{}"
				: mapper.writeValueAsString(joined.stream()
						.collect(Collectors.toMap(member -> member.user().handle(), RoomReading.RoomMember::readSeq)));
	}

	/** A picture as large as it is shown, so that nothing moves when it comes. */
	public static Variant fitting(Variant picture) {
		var scale = Math.min(1, Math.min((double) WIDE / picture.width(), (double) HIGH / picture.height()));
		return new Variant(picture.name(), picture.url(), (int) (picture.width() * scale), (int) (picture.height() * scale));
	}

	/** The pace of slow mode. */
	public String pace(int seconds, Page page) {
		return seconds % 60 == 0 ? page.t("chat.slow-minutes", seconds / 60) : page.t("chat.slow-seconds", seconds);
	}

	/** One line of what was said last. */
	public String last(RoomReading.Listed listed, Page page) {
		var last = listed.last();
		if (listed.room().own() != null && listed.room().own().asked()) {
			return page.t(listed.room().isDirect() ? "chat.asks" : "chat.asks-in");
		}
		if (last == null) {
			return page.t("chat.no-messages");
		}
		if (last.deleted()) {
			return page.t("chat.deleted");
		}
		var said = last.body().isBlank()
				? page.t(last.pictured() ? "chat.sent-picture" : "chat.sent-card")
				: view.excerpt(last.body());
		return listed.room().isDirect() ? said : last.author().name() + ": " + said;
	}
}
