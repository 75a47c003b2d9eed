package dev.madang.platform;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** All kinds of subjects that the modules of this program keep. */
@Component
public class Subjects {

	private final Supplier<Map<String, SubjectKind>> kinds;

	/** Asks for the kinds when they are needed: each is told by a module whose verbs may themselves need subjects. */
	Subjects(ObjectProvider<SubjectKind> kinds) {
		this.kinds = SingletonSupplier.of(() -> {
			var byWord = new LinkedHashMap<String, SubjectKind>();
			kinds.orderedStream().forEach(each -> byWord.put(each.kind(), each));
			return byWord;
		});
	}

	/** Each of them, those that are looked for first at the beginning. */
	public Collection<SubjectKind> all() {
		return kinds.get().values();
	}

	/** @throws Problem 404 if there is no such kind */
	public SubjectKind of(String kind) {
		return find(kind).orElseThrow(Problem::notFound);
	}

	public Optional<SubjectKind> find(String kind) {
		return Optional.ofNullable(kinds.get().get(kind));
	}
}
