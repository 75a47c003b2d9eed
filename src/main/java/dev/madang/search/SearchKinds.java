package dev.madang.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** All kinds that modules bring, in the order in which groups are shown. */
@Component
public class SearchKinds {

	/** After these, what is found of more than one kind is another. */
	private static final List<String> OF_MANY = List.of("archive.imported");

	private final List<SearchableKind> all;

	private final Map<String, SearchableKind> byWord;

	private final Map<String, SearchKind> bySubject;

	public SearchKinds(List<SearchableKind> all) {
		this.all = all.stream().sorted(Comparator.comparingInt(SearchableKind::rank)).toList();
		byWord = all.stream().collect(Collectors.toMap(each -> each.kind().word(), Function.identity()));
		bySubject = all.stream().map(SearchableKind::kind).collect(Collectors.toMap(SearchKind::subject, Function.identity()));
	}

	public List<SearchKind> all() {
		return all.stream().map(SearchableKind::kind).toList();
	}

	/** Those of which somebody may find any. */
	public List<SearchKind> all(Viewer viewer) {
		return all().stream().filter(kind -> viewer.isMember() || !kind.isInRoom()).toList();
	}

	/** @throws Problem 400 if there is no such kind */
	public SearchKind of(String word) {
		var found = byWord.get(word);
		if (found == null) {
			throw Problem.malformed("bad-type");
		}
		return found.kind();
	}

	/**
	 * @param words with commas between; none for all
	 * @throws Problem 400 if there is no such kind
	 */
	public List<SearchKind> parse(String words) {
		return Arrays.stream(words.split(",")).map(String::strip).filter(word -> !word.isEmpty()).map(this::of).distinct()
				.toList();
	}

	public SearchableKind get(SearchKind kind) {
		return Objects.requireNonNull(byWord.get(kind.word()));
	}

	public Source source(SearchKind kind) {
		return get(kind).source();
	}

	List<SearchableKind> each() {
		return all;
	}

	/** Those whose things stand under things of this kind. */
	List<SearchableKind> under(SearchKind kind) {
		return all.stream().filter(each -> each.under().equals(kind.word())).toList();
	}

	/** By the name that the log has for them. */
	Map<String, SearchKind> bySubject() {
		return bySubject;
	}

	/** The beginnings of the verbs after which something else is found than before. */
	List<String> changedBy() {
		return Stream.concat(all.stream().flatMap(each -> each.changedBy().stream()), OF_MANY.stream()).toList();
	}

	/** The same, where only what may change how a kind is found is meant: what is said in rooms changes nothing else. */
	List<String> changedBy(SearchKind kind) {
		return Stream.concat(all.stream().filter(each -> each.kind().isInRoom() == kind.isInRoom())
				.flatMap(each -> each.changedBy().stream()), OF_MANY.stream()).toList();
	}
}
