package dev.madang.moderation;

import java.util.List;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.community.Community;
import dev.madang.community.Setting;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/**
 * What is looked at before others see it. Whoever stores what a member wrote asks first, within the same transaction;
 * where the verdict is to hold it for review, stores it hidden and hands it over, and a moderator shows it or leaves it hidden.
 * Moderators are not screened.
 */
@Component
public class Screening {

	/** @param why what was found, for moderators; empty where there is nothing */
	public record Verdict(String why) {

		public static final Verdict FINE = new Verdict("");

		public boolean holdsForReview() {
			return !why.isEmpty();
		}
	}

	private record Written(String text, WatchedWords words) {
	}

	private final FirstDays firstDays;

	private final Community community;

	private volatile Written words = new Written("", new WatchedWords(List.of()));

	private final Cases cases;

	private final ActivityLog log;

	Screening(FirstDays firstDays, Community community, Cases cases, ActivityLog log) {
		this.firstDays = firstDays;
		this.community = community;
		this.cases = cases;
		this.log = log;
	}

	/** Whether a new text is neither counted nor held for review, so that storing it is all there is to do. */
	public boolean passes(Viewer viewer, String text) {
		return !firstDays.isNewcomer(viewer) && !look(viewer, text).holdsForReview();
	}

	/**
	 * What is to become of something new. It counts, for a newcomer, as one of the day.
	 *
	 * @param kind of the subject that it becomes, such as {@code post}
	 * @param text all that others would read of it
	 * @param field that has most of it
	 * @throws Problem 422 {@code too-many-links} on the field, 429 {@code enough-for-a-newcomer}
	 */
	public Verdict check(Viewer viewer, String kind, String text, String field) {
		if (firstDays.isNewcomer(viewer)) {
			firstDays.requireFewLinks(text, field);
			firstDays.count(viewer, kind);
		}
		return look(viewer, text);
	}

	/** The same for a new text of something that is there already. */
	public Verdict recheck(Viewer viewer, String text, String field) {
		if (firstDays.isNewcomer(viewer)) {
			firstDays.requireFewLinks(text, field);
		}
		return look(viewer, text);
	}

	private Verdict look(Viewer viewer, String text) {
		return viewer.isModerator() ? Verdict.FINE : words().find(text).map(Verdict::new).orElse(Verdict.FINE);
	}

	/** The words as they are set now. */
	private WatchedWords words() {
		var written = community.get(Setting.WORDS);
		var known = words;
		if (!known.text().equals(written)) {
			known = new Written(written, new WatchedWords(written.lines().toList()));
			words = known;
		}
		return known.words();
	}

	/** Puts what its author stored hidden into the queue, within the same transaction. */
	public void holdForReview(Viewer author, Subject subject, String why) {
		var id = cases.add(subject, author.id(), null, ReportForm.HELD, why);
		log.append(author, Action.FILED, new Subject("report", id),
				Map.of("target", subject.toString(), "reason", ReportForm.HELD));
	}
}
