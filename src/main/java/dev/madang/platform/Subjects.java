package dev.madang.platform;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

/** All kinds of subjects that the modules of this program keep. */
@Component
public class Subjects {

	private final Map<String, SubjectKind> kinds;

	Subjects(List<SubjectKind> kinds) {
		this.kinds = kinds.stream().collect(Collectors.toMap(SubjectKind::kind, Function.identity()));
	}

	/** @throws Problem 404 if there is no such kind */
	public SubjectKind of(String kind) {
		var found = kinds.get(kind);
		if (found == null) {
			throw Problem.notFound();
		}
		return found;
	}
}
