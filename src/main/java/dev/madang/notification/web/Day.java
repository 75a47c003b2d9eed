package dev.madang.notification.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.madang.notification.Notification;
import dev.madang.notification.Wording;
import dev.madang.page.Page;

/** What one was told on one day of the community. */
public record Day(String name, List<Line> lines) {

	/** @param address of what it is about, with which it is read when it is opened; empty where there is nothing to open */
	public record Line(Notification row, String text, String address) {

		/** The icon of its kind. */
		public String sign() {
			return switch (row.kind()) {
				case COMMENT, REPLY, MESSAGE -> "talk";
				case MENTION -> "at";
				case LIKE -> "heart";
				case FOLLOW -> "me";
				case POST, TAG -> "write";
				case REPORT, FILED, WARNED -> "flag";
				case WELCOME -> "home";
			};
		}
	}

	static List<Day> of(List<Notification> rows, Page page, Wording wording) {
		var zone = ZoneId.of(page.zone());
		var locale = Locale.forLanguageTag(page.language());
		var days = new ArrayList<Day>();
		var before = LocalDate.MAX;
		for (var row : rows) {
			var date = LocalDate.ofInstant(row.createdAt(), zone);
			if (!date.equals(before)) {
				days.add(new Day(name(date, LocalDate.ofInstant(Instant.now(), zone), page, locale), new ArrayList<>()));
				before = date;
			}
			days.getLast().lines().add(line(row, page, wording));
		}
		return days;
	}

	/** Without their days. */
	static List<Line> lines(List<Notification> rows, Page page, Wording wording) {
		return rows.stream().map(row -> line(row, page, wording)).toList();
	}

	private static Line line(Notification row, Page page, Wording wording) {
		return new Line(row, wording.of(row, Locale.forLanguageTag(page.language())), row.opening());
	}

	private static String name(LocalDate date, LocalDate today, Page page, Locale locale) {
		return date.equals(today)
				? page.t("notification.today")
				: date.equals(today.minusDays(1))
						? page.t("notification.yesterday")
						: DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(date);
	}
}
