package dev.madang.moderation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.SubjectKind.Summary;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** What can be reported: of every kind that a module brings, unless it says otherwise. */
@Component
public class Targets {

	private final Subjects subjects;

	Targets(Subjects subjects) {
		this.subjects = subjects;
	}

	/** The API's word for a kind of subjects. */
	public String word(String kind) {
		return find(kind).map(SubjectKind::word).orElse(kind);
	}

	/** Whether things of a kind are reported at all. */
	public boolean isReportable(String kind) {
		return find(kind).filter(SubjectKind::isReported).isPresent();
	}

	/** Whether a word of the API means such a kind. */
	boolean isTarget(String word) {
		return called(word).filter(SubjectKind::isReported).isPresent();
	}

	/** The kind of subjects that a word of the API means. */
	String kind(String word) {
		return called(word).map(SubjectKind::kind).orElse(word);
	}

	private Optional<SubjectKind> called(String word) {
		return subjects.all().stream().filter(kind -> kind.word().equals(word)).findFirst();
	}

	/** @throws Problem 422 where no module keeps such things */
	SubjectKind of(String kind) {
		return find(kind).orElseThrow(() -> Problem.invalid("targetType", "unknown-target"));
	}

	private Optional<SubjectKind> find(String kind) {
		return subjects.find(kind);
	}

	/** What there is to say of some subjects, with one call for each kind; nothing of what is gone. */
	public Map<Subject, Summary> summaries(Collection<Subject> of) {
		var all = new HashMap<Subject, Summary>();
		of.stream().collect(Collectors.groupingBy(Subject::kind, TreeMap::new, Collectors.toSet()))
				.forEach((kind, some) -> find(kind).ifPresent(keeper -> keeper
						.summaries(some.stream().map(Subject::id).toList())
						.forEach((id, summaries) -> all.put(new Subject(kind, id), summaries))));
		return all;
	}

	/** The same of those only that a viewer may see. */
	public Map<Subject, Summary> summaries(Collection<Subject> of, Viewer viewer) {
		var all = summaries(of);
		var seen = new HashSet<Subject>();
		all.keySet().stream()
				.collect(Collectors.groupingBy(Subject::kind, TreeMap::new,
						Collectors.mapping(Subject::id, Collectors.toList())))
				.forEach((kind, ids) -> subjects.of(kind).visible(ids, viewer).forEach(id -> seen.add(new Subject(kind, id))));
		all.keySet().retainAll(seen);
		return all;
	}

	/** The ids of its pictures. */
	public List<Long> pictures(Subject subject) {
		return find(subject.kind()).map(keeper -> keeper.pictures(subject.id())).orElse(List.of());
	}

	/** What a subject says, in Markdown. */
	public String text(Subject subject) {
		return find(subject.kind()).map(keeper -> keeper.text(subject.id())).orElse("");
	}
}
