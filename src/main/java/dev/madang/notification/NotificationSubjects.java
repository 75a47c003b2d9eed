package dev.madang.notification;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.madang.platform.Markdown;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind.Summary;
import dev.madang.platform.Subjects;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what notifications are about: one statement for each foreign kind among them. */
@Component
class NotificationSubjects {

	/** So much of a comment is told. */
	private static final int EXCERPT = 140;

	private final Subjects subjects;

	private final Answers answers;

	private final Markdown markdown;

	NotificationSubjects(Subjects subjects, Answers answers, Markdown markdown) {
		this.markdown = markdown;
		this.subjects = subjects;
		this.answers = answers;
	}

	/** Shortens what was said, adds title and address to what is about things of no board, and the answer to what was decided. */
	List<Notification> named(List<Notification> rows, Viewer viewer) {
		var summaries = new HashMap<String, Map<Long, Summary>>();
		for (var row : rows) {
			if (row.address().isEmpty() && row.subject().id() != 0 && !summaries.containsKey(row.subject().kind())) {
				summaries.put(row.subject().kind(), summaries(row.subject().kind(), rows));
			}
		}
		var said = answers.to(rows);
		var reported = reported(rows, viewer);
		return rows.stream().map(row -> row.saying(excerpt(row))).map(row -> row.address().isEmpty()
				? named(row, row.kind() == NotificationKind.REPORT && !reported.contains(row.subject())
						? null
						: summaries.getOrDefault(row.subject().kind(), Map.of()).get(row.subject().id()), viewer)
				: row)
				.map(row -> row.reportCase() == null ? row : row.answered(said.get(row.reportCase()))).toList();
	}

	/** No title stands for a comment, so one of pictures alone has the text of its description, or none. */
	private String excerpt(Notification row) {
		return row.said().isEmpty() ? "" : Texts.shorten(markdown.excerpt(row.said()), EXCERPT);
	}

	/** What one reported and still sees. */
	private Set<Subject> reported(List<Notification> rows, Viewer viewer) {
		var ids = rows.stream().filter(row -> row.kind() == NotificationKind.REPORT).map(Notification::subject)
				.collect(Collectors.groupingBy(Subject::kind, TreeMap::new,
						Collectors.mapping(Subject::id, Collectors.toSet())));
		var seen = new HashSet<Subject>();
		ids.forEach((kind, some) -> subjects.find(kind).ifPresent(keeper -> keeper.visible(some, viewer)
				.forEach(id -> seen.add(new Subject(kind, id)))));
		return seen;
	}

	private Map<Long, Summary> summaries(String kind, List<Notification> rows) {
		var ids = rows.stream().map(Notification::subject).filter(subject -> subject.kind().equals(kind)).map(Subject::id)
				.distinct().toList();
		return subjects.find(kind).map(keeper -> keeper.summaries(ids)).orElse(Map.of());
	}

	private static Notification named(Notification row, @Nullable Summary summaries, Viewer viewer) {
		return switch (row.kind()) {
			case WELCOME -> row.about("", "/welcome");
			case FILED -> row.about("", "/admin/reports");
			case FOLLOW -> row.about("", row.others() > 0 || row.actor() == null
					? "/@" + viewer.handle() + "/followers"
					: "/@" + row.actor().handle());
			case WARNED ->
				row.about(summaries == null || "member".equals(row.subject().kind()) ? "" : summaries.title(),
						summaries == null || summaries.hidden() && "comment".equals(row.subject().kind())
								? ""
								: summaries.address());
			case REPORT -> summaries == null ? row : row.about(summaries.title(), summaries.address());
			default -> summaries == null ? row : row.about(summaries.title(), summaries.address());
		};
	}
}
