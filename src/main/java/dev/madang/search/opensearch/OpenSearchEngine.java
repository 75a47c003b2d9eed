package dev.madang.search.opensearch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.platform.engine.EngineAway;
import dev.madang.search.Along;
import dev.madang.search.Engine;
import dev.madang.search.Meaning;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.lucene.Corrections;
import dev.madang.search.lucene.Documents;
import dev.madang.search.lucene.Fields;
import org.apache.lucene.index.Term;

/** Search by OpenSearch: an index for all nodes, behind an alias. Who asks gets nothing while it is away, and the database answers. */
final class OpenSearchEngine implements Engine {

	private static final int MOST_TRIES = 3;

	private final OpenSearchServer server;

	private final SharedIndex index;

	private final Supplier<Korean> korean;

	private final StoredMeaning meaning;

	private final Frequencies frequencies;

	private final Turns turns;

	private final Size size;

	private volatile boolean isClosed;

	/** @param without what is meant by an index that has no vectors of words */
	OpenSearchEngine(SharedIndex index, Supplier<Korean> korean, Supplier<Meaning> without, Turns turns) {
		server = index.server();
		this.index = index;
		this.korean = korean;
		this.turns = turns;
		meaning = new StoredMeaning(server, korean, without);
		frequencies = new Frequencies(server, index.alias());
		size = new Size(server);
	}

	@Override
	public void open() {
		isClosed = false;
		index.look();
	}

	@Override
	public void close() {
		isClosed = true;
	}

	/** Of an index that is to be changed: what cannot be stored now must be tried again. */
	private Optional<IndexState> surely() {
		return isClosed ? Optional.empty() : index.surely();
	}

	private Optional<IndexState> state() {
		return isClosed ? Optional.empty() : index.state();
	}

	@Override
	public boolean isReady() {
		return state().isPresent();
	}

	@Override
	public boolean isAway() {
		return index.isAway();
	}

	@Override
	public boolean alone(Turn what, Runnable work) {
		return turns.alone(index.alias() + " " + what, what, work);
	}

	@Override
	public Optional<Place> place() {
		return state().map(IndexState::place);
	}

	@Override
	public String fingerprint() {
		return state().map(IndexState::fingerprint).orElse("");
	}

	@Override
	public void apply(Collection<SearchEntry> entries, Collection<SearchEntry.Key> gone, Collection<SearchEntry.Key> emptied,
			Place from, Place upTo) {
		surely().filter(state -> state.place().equals(from)).ifPresent(state -> {
			var removed = new ArrayList<>(gone.stream().map(SearchEntry.Key::toString).toList());
			removed.addAll(under(state, gone, emptied));
			var lines = new ArrayList<Bulk.Line>();
			removed.forEach(key -> lines.add(Bulk.remove(key, state.age())));
			var documents = new Documents(korean.get(), meaning.of(state));
			var writing = new Writing(server, state.index(), state.age());
			lines.addAll(writing.lines(entries, entry -> documents.of(entry, Along.NOBODY)));
			writing.send(lines);
			moved(state, upTo, writing.skipped(state.skipped(), removed));
		});
	}

	/** What changed is found before the place says so. */
	private void moved(IndexState state, Place upTo, Set<String> skipped) {
		if (!upTo.equals(state.place())) {
			refresh(state);
		}
		if (!upTo.equals(state.place()) || !skipped.equals(state.skipped())) {
			index.move(state, state.at(upTo, skipped));
		}
	}

	private void refresh(IndexState state) {
		server.tell("POST", "/" + state.index() + "/_refresh", null);
	}

	/** What stands under these, also what was stored a moment ago. */
	private List<String> under(IndexState state, Collection<SearchEntry.Key> gone, Collection<SearchEntry.Key> emptied) {
		if (gone.isEmpty() && emptied.isEmpty()) {
			return List.of();
		}
		refresh(state);
		var over = new LinkedHashSet<String>();
		gone.forEach(key -> over.add(key.toString()));
		emptied.forEach(key -> over.add(key.toString()));
		return new Standing(server, state.index()).under(over);
	}

	@Override
	public void apply(List<SearchEntry> entries, List<byte[]> vectors) {
		surely().ifPresent(state -> {
			var documents = new Documents(korean.get(), meaning.of(state));
			var writing = new Writing(server, state.index(), state.age());
			var lines = new ArrayList<Bulk.Line>();
			for (int i = 0; i < entries.size(); i++) {
				var vector = vectors.get(i);
				lines.addAll(writing.lines(List.of(entries.get(i)), entry -> documents.of(entry, vector)));
			}
			writing.send(lines);
			refresh(state);
			moved(state, state.place(), writing.skipped(state.skipped(), List.of()));
		});
	}

	@Override
	public void skip(String what, Place from, Place upTo) {
		surely().filter(state -> state.place().equals(from)).ifPresent(state -> {
			var skipped = new LinkedHashSet<>(state.skipped());
			skipped.add(what);
			moved(state, upTo, skipped);
		});
	}

	@Override
	public int skipped() {
		return state().map(state -> state.skipped().size()).orElse(0);
	}

	@Override
	public Building build(Place place, String fingerprint, Meaning learned) {
		return new OpenSearchBuilding(index, korean.get(), learned, meaning, place, fingerprint);
	}

	@Override
	public boolean hasGrown() {
		return asked(false, state -> size.of(state.index()) > Math.max(2_000, 4 * state.size()));
	}

	@Override
	public Map<SearchKind, Hits> findEach(Request request) {
		return asked(Map.of(),
				state -> new Finding(server, index.alias(), request, meaning.orNone(state), frequencies).find());
	}

	@Override
	public List<Long> withoutVector(SearchKind kind, Filter filter, long after, int limit) {
		return asked(List.of(),
				state -> new Standing(server, state.index()).withoutVector(Among.of(filter).of(kind), after, limit));
	}

	@Override
	public List<Suggestion> suggest(String typed, Filter seen, int limit) {
		return asked(List.of(),
				state -> new Suggesting(server, index.alias(), korean.get(), seen, frequencies).of(typed, limit));
	}

	@Override
	public int frequency(String word) {
		return asked(0, state -> frequencies.of(word(word)));
	}

	@Override
	public <T> T counting(Function<ToIntFunction<String>, T> work) {
		return asked(Optional.<T>empty(),
				state -> Optional.of(frequencies.counting(frequency -> work.apply(word -> frequency.applyAsInt(word(word))))))
				.orElseGet(() -> work.apply(word -> 0));
	}

	private static Term word(String word) {
		return new Term(Fields.WORD, Corrections.typed(word));
	}

	@Override
	public boolean occurs(String word, Filter filter) {
		return asked(false, state -> server
				.search(index.alias(), 0, List.of(Suggesting.occurs(Fields.WORD, Corrections.typed(word), Among.of(filter))))
				.stream()
				.anyMatch(Suggesting::isAny));
	}

	@Override
	public Optional<String> correction(String word) {
		return asked(Optional.empty(), state -> Correcting.of(server, index.alias(), word));
	}

	private <T> T asked(T without, Function<IndexState, T> asking) {
		var state = state();
		for (int tries = 1; state.isPresent(); tries++) {
			try {
				return Objects.requireNonNull(asking.apply(state.get()));
			}
			catch (EngineAway e) {
				// the engine tells of it; the database answers
				index.gone();
				return without;
			}
			catch (IndexGone e) {
				// another may have taken its place a moment ago
				index.forget();
				if (tries == MOST_TRIES) {
					index.gone();
				}
				state = state();
			}
		}
		return without;
	}
}
