package dev.madang.search;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.language.Folding;
import dev.madang.language.Korean;
import dev.madang.language.Morpheme;

/**
 * Vectors from the community's own texts: words that stand beside the same words lie close together, and a text is the sum
 * of its words, rare ones first. Latent semantic analysis on positive pointwise mutual information, as in Levy, Goldberg and
 * Dagan, "Improving Distributional Similarity with Lessons Learned from Word Embeddings" (TACL 2015), with weights by
 * smooth inverse frequency (Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017).
 */
public final class TermVectors implements Meaning {

	static final int SIZE = 64;

	/** With fewer texts, what stands together is chance. */
	static final int LEAST_TEXTS = 500;

	/** A text that says less means nothing in particular, and there are thousands just like it. */
	private static final int LEAST_TERMS = 4;

	/** What a text is about shows in its beginning. */
	private static final int MOST_MORPHEMES = 1_000;

	private final Korean korean;

	/** So many texts show which parts of the space there are. */
	private static final int MOST_TEXTS_IN_CELLS = 20_000;

	private final Map<String, float[]> vectors;

	private final Cells cells;

	TermVectors(Korean korean, Map<String, float[]> vectors, Cells cells) {
		this.korean = korean;
		this.vectors = vectors;
		this.cells = cells;
	}

	@Override
	public Cells cells() {
		return cells;
	}

	@Override
	public Optional<byte[]> ofEntry(String text, List<Morpheme> morphemes) {
		return ofTerms(morphemes.stream().limit(MOST_MORPHEMES).filter(Morpheme::isContent).map(Morpheme::term).toList(),
				LEAST_TERMS);
	}

	@Override
	public Optional<byte[]> ofQuery(String text) {
		return ofTerms(korean.content(Folding.composed(text)), 1);
	}

	Optional<byte[]> ofTerms(List<String> terms, int least) {
		var sum = new float[SIZE];
		var known = new HashSet<String>();
		for (var term : terms) {
			var vector = vectors.get(term);
			if (vector != null) {
				known.add(term);
				for (int i = 0; i < SIZE; i++) {
					sum[i] += vector[i];
				}
			}
		}
		return known.size() >= least ? Optional.of(bytes(sum)) : Optional.empty();
	}

	/** The direction of a vector, each coordinate in a byte; what is far out is cut at three deviations. */
	public static byte[] bytes(float[] vector) {
		var square = 0.0;
		for (var x : vector) {
			square += x * x;
		}
		var scale = 127 * Math.sqrt(vector.length) / 3 / Math.max(Math.sqrt(square), 1e-9);
		var bytes = new byte[vector.length];
		for (int i = 0; i < vector.length; i++) {
			bytes[i] = (byte) Math.round(Math.clamp(vector[i] * scale, -127, 127));
		}
		return bytes;
	}

	public void save(Path file) throws IOException {
		try (var out = Files.newOutputStream(file)) {
			save(out);
		}
	}

	public void save(OutputStream to) throws IOException {
		try (var out = new DataOutputStream(new BufferedOutputStream(to))) {
			out.writeInt(vectors.size());
			for (var entry : vectors.entrySet()) {
				out.writeUTF(entry.getKey());
				for (var x : entry.getValue()) {
					out.writeFloat(x);
				}
			}
			cells.write(out);
		}
	}

	public static TermVectors load(Path file, Korean korean) throws IOException {
		try (var in = Files.newInputStream(file)) {
			return load(in, korean);
		}
	}

	public static TermVectors load(InputStream from, Korean korean) throws IOException {
		try (var in = new DataInputStream(new BufferedInputStream(from))) {
			var count = in.readInt();
			var vectors = new HashMap<String, float[]>();
			for (int i = 0; i < count; i++) {
				var term = in.readUTF();
				var vector = new float[SIZE];
				for (int d = 0; d < SIZE; d++) {
					vector[d] = in.readFloat();
				}
				vectors.put(term, vector);
			}
			return new TermVectors(korean, vectors, in.available() > 0 ? Cells.read(in, SIZE) : Cells.NONE);
		}
	}

	/** Learns from a sample of texts; without enough of them there is no meaning. */
	public static Meaning learn(Korean korean, List<String> texts) {
		if (texts.size() < LEAST_TEXTS) {
			return NONE;
		}
		var read = new ArrayList<List<String>>(texts.size());
		texts.forEach(text -> read.add(korean.content(Folding.composed(text))));
		var words = new TermVectors(korean, new TermVectorTraining(read).vectors(), Cells.NONE);
		var some = read.stream().limit(MOST_TEXTS_IN_CELLS).flatMap(terms -> words.ofTerms(terms, LEAST_TERMS).stream())
				.toList();
		return new TermVectors(korean, words.vectors, Cells.learn(some));
	}
}
