package dev.madang.recommendation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.platform.ClusterSignals;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which posts are said in the same words: an index of the words of posts that each build makes and that is only read here,
 * from the disk's cache rather than the heap. Without one, or with a broken one, nothing is alike.
 */
@Component
class PostWords {

	private static final Logger LOG = LoggerFactory.getLogger(PostWords.class);

	static final String TOPIC = "model";

	static final String ID = "id";

	static final String WORD = "word";

	static final String WORDS = "words";

	/** So many of a text's rarest words are looked for; more find the same posts, later. */
	private static final int ASKED = 10;

	private static final int LONGEST_TEXT = 4_000;

	/** Ids of posts, how alike each is from 0 to 1, and to which. */
	record Alike(Long[] ids, Float[] scores, Long[] seeds) {
	}

	private record Found(long id, float score, long seed) {
	}

	private record Asked(long id, int text, int most) {
	}

	/** A post that many read is compared once. */
	private final Cache<Asked, Alike> known = Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(10))
			.build();

	private final ModelFolder folder;

	private final ContentWords words;

	private @Nullable Path path;

	private @Nullable DirectoryReader reader;

	PostWords(ModelFolder folder, ContentWords words, ClusterSignals signals) {
		this.folder = folder;
		this.words = words;
		signals.on(TOPIC, word -> Thread.ofVirtual().start(this::open));
	}

	/** Takes the latest index into use. */
	synchronized void open() {
		try {
			var latest = folder.latest().orElse(null);
			if (latest == null || latest.equals(path)) {
				return;
			}
			close();
			path = latest;
			known.invalidateAll();
			reader = DirectoryReader.open(new MMapDirectory(latest));
		}
		catch (IOException | IllegalArgumentException e) {
			giveUp(e);
		}
	}

	/** Posts in the words of a text. */
	Alike alike(long id, String text, int most) {
		return known.get(new Asked(id, text.hashCode(), most), asked -> found(most, reader -> search(reader, id,
				words.of(text.substring(0, Math.min(text.length(), LONGEST_TEXT))), most)));
	}

	/** Posts in the words of others, of those that the index knows. */
	Alike alike(Collection<Long> seeds, int most) {
		var each = seeds.stream().map(seed -> known.get(new Asked(seed, 0, most), asked -> alike(seed, most))).toList();
		return new Alike(each.stream().flatMap(found -> Stream.of(found.ids())).toArray(Long[]::new),
				each.stream().flatMap(found -> Stream.of(found.scores())).toArray(Float[]::new),
				each.stream().flatMap(found -> Stream.of(found.seeds())).toArray(Long[]::new));
	}

	private Alike alike(long seed, int most) {
		return found(most, reader -> {
			var found = new IndexSearcher(reader).search(new TermQuery(new Term(ID, String.valueOf(seed))), 1).scoreDocs;
			return found.length == 0
					? List.of()
					: search(reader, seed, Set.of(reader.storedFields().document(found[0].doc).get(WORDS).split(" ")), most);
		});
	}

	private interface Search {

		List<Found> in(IndexReader reader) throws IOException;
	}

	private Alike found(int most, Search search) {
		var current = borrow();
		if (current == null) {
			return of(List.of());
		}
		try {
			return of(search.in(current).stream().sorted(Comparator.comparingDouble(Found::score).reversed()
					.thenComparingLong(Found::id)).limit(most).toList());
		}
		catch (IOException | RuntimeException e) {
			giveUp(e);
			return of(List.of());
		}
		finally {
			giveBack(current);
		}
	}

	private static Alike of(List<Found> found) {
		return new Alike(found.stream().map(Found::id).toArray(Long[]::new),
				found.stream().map(Found::score).toArray(Float[]::new), found.stream().map(Found::seed).toArray(Long[]::new));
	}

	private static List<Found> search(IndexReader reader, long seed, Set<String> words, int most) throws IOException {
		record Weighed(String word, double rarity) {
		}
		var weighed = new ArrayList<Weighed>();
		for (var word : words) {
			var having = reader.docFreq(new Term(WORD, word));
			if (having > 0) {
				weighed.add(new Weighed(word, Math.log1p((reader.numDocs() - having + 0.5) / (having + 0.5))));
			}
		}
		weighed.sort(Comparator.comparingDouble(Weighed::rarity).reversed().thenComparing(Weighed::word));
		var asked = weighed.subList(0, Math.min(ASKED, weighed.size()));
		var query = new BooleanQuery.Builder();
		asked.forEach(each -> query.add(new TermQuery(new Term(WORD, each.word())), Occur.SHOULD));
		query.setMinimumNumberShouldMatch(Math.min(2, asked.size()));
		var whole = asked.stream().mapToDouble(Weighed::rarity).sum();
		var found = new ArrayList<Found>();
		for (var hit : new IndexSearcher(reader).search(query.build(), most + 1).scoreDocs) {
			var id = Long.parseLong(reader.storedFields().document(hit.doc).get(ID));
			if (id != seed) {
				found.add(new Found(id, (float) Math.min(1, hit.score / whole), seed));
			}
		}
		return found;
	}

	private synchronized @Nullable DirectoryReader borrow() {
		if (path == null) {
			open();
		}
		return reader != null && reader.tryIncRef() ? reader : null;
	}

	private static void giveBack(DirectoryReader reader) {
		try {
			reader.decRef();
		}
		catch (IOException e) {
			LOG.warn("The words of posts cannot be closed: {}", e.toString());
		}
	}

	private synchronized void giveUp(Exception why) {
		close();
		if (path != null) {
			try {
				LOG.warn(
						"The words of posts cannot be read and are set aside as {}; related posts go without them until the next"
								+ " build: {}",
						folder.setAside(path), why.toString());
			}
			catch (IOException e) {
				LOG.warn("The words of posts cannot be read: {}", why.toString());
			}
		}
	}

	@PreDestroy
	synchronized void close() {
		if (reader != null) {
			giveBack(reader);
			reader = null;
		}
	}
}
