package dev.madang.language;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.POS;
import org.apache.lucene.analysis.ko.dict.UserDictionary;
import org.apache.lucene.analysis.ko.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Reads Korean and English texts: morphemes by Nori, with the dictionary that Madang brings and the words of the
 * community. It can be used by many threads; another dictionary is another Korean.
 */
public final class Korean {

	private static final int KEPT = 8;

	private static final Set<String> PARTICLES = Set.of("이", "가", "은", "는", "을", "를", "의", "에", "도", "로", "만", "과", "와", "랑",
			"야",
			"에서", "으로", "까지", "부터", "에게", "한테", "처럼", "마다", "조차", "이나", "이랑", "하고", "보다");

	private final @Nullable UserDictionary dictionary;

	/** Tokenizers are costly to make and serve one thread at a time. */
	private final BlockingQueue<KoreanTokenizer> idle = new ArrayBlockingQueue<>(KEPT);

	/** @param words the community's own, beside those that Madang brings */
	public Korean(Collection<CommunityWord> words) {
		var lines = new ArrayList<String>(BroughtWords.LINES);
		words.forEach(word -> lines.add(word.line()));
		try {
			dictionary = UserDictionary.open(new StringReader(String.join("\n", lines)));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/**
	 * All that means something in a text, in its order: without particles, endings and punctuation.
	 *
	 * @param text in composed form, see {@link Folding#composed}
	 */
	public List<Morpheme> morphemes(String text) {
		var tokenizer = idle.poll();
		if (tokenizer == null) {
			tokenizer = new KoreanTokenizer(KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, dictionary,
					DecompoundMode.DISCARD, false);
		}
		var morphemes = read(tokenizer, Folding.folded(text));
		var _ = idle.offer(tokenizer);
		return morphemes;
	}

	/** The words that tell what a text is about: nouns and predicates, each as often as it occurs. */
	public List<String> content(String text) {
		return morphemes(text).stream().filter(Morpheme::isContent).map(Morpheme::term).toList();
	}

	/**
	 * Strings with which forms of a predicate begin and, as far as the dictionary knows, nothing else does: 슬퍼 of 슬프다,
	 * but not 배우 of 배우다. All have two syllables or more.
	 */
	public List<String> beginnings(String predicate) {
		return Conjugation.beginnings(predicate.substring(0, predicate.length() - 1)).stream()
				.filter(beginning -> beginning.length() > 1).filter(beginning -> {
					var read = morphemes(beginning);
					return read.size() == 1 && (read.getFirst().term().equals(predicate)
							|| isNominal(read.getFirst(), beginning));
				}).toList();
	}

	/** 슬픔 of 슬프다: the noun form, of which dictionaries make a noun. */
	private static boolean isNominal(Morpheme morpheme, String beginning) {
		return morpheme.kind() == Morpheme.Kind.NOUN && morpheme.term().equals(beginning)
				&& Jamo.finalOf(beginning.charAt(beginning.length() - 1)) == 'ㅁ';
	}

	/**
	 * The noun that a run of nouns is if its end is a particle: Nori reads 반전이, alone, as 반 and 전이. One noun with a
	 * particle is likelier than two nouns.
	 *
	 * @param run what was read as several nouns in a row
	 * @return the noun, or the run itself
	 */
	public String withoutParticle(String run) {
		for (int length = Math.min(2, run.length() - 2); length > 0; length--) {
			var noun = run.substring(0, run.length() - length);
			if (PARTICLES.contains(run.substring(run.length() - length))) {
				var read = morphemes(noun);
				if (read.size() == 1 && read.getFirst().kind() == Morpheme.Kind.NOUN && read.getFirst().term().equals(noun)) {
					return noun;
				}
			}
		}
		return run;
	}

	private static List<Morpheme> read(KoreanTokenizer tokenizer, String text) {
		var morphemes = new ArrayList<Morpheme>();
		try (tokenizer) {
			tokenizer.setReader(new StringReader(text));
			var term = tokenizer.getAttribute(CharTermAttribute.class);
			var offset = tokenizer.getAttribute(OffsetAttribute.class);
			var speech = tokenizer.getAttribute(PartOfSpeechAttribute.class);
			tokenizer.reset();
			while (tokenizer.incrementToken()) {
				if (speech.getLeftPOS() == POS.Tag.XSA && !"하".contentEquals(term) && !morphemes.isEmpty()) {
					morphemes.add(derived(morphemes.getLast(), term.toString(), offset.endOffset()));
				}
				var morpheme = morpheme(term.toString(), Objects.requireNonNull(speech.getLeftPOS()), offset.startOffset(),
						offset.endOffset());
				if (morpheme != null && !isMisreadParticle(morpheme, morphemes, text)) {
					morphemes.add(morpheme);
				}
			}
			tokenizer.end();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return morphemes;
	}

	private static @Nullable Morpheme morpheme(String surface, POS.Tag tag, int start, int end) {
		return switch (tag) {
			case NNG, NNP, NNB, NNBC, NP, NR, SL, SH, SN, XR -> new Morpheme(surface, Morpheme.Kind.NOUN, start, end);
			case VV, VA, VX, VCN -> new Morpheme(surface + "다", Morpheme.Kind.PREDICATE, start, end);
			case XPN -> new Morpheme(surface, Morpheme.Kind.AFFIX, start, end);
			case XSN ->
				"들".equals(surface) || "님".equals(surface) ? null : new Morpheme(surface, Morpheme.Kind.AFFIX, start, end);
			case MAG, MAJ, MM, IC -> new Morpheme(laughter(surface), Morpheme.Kind.OTHER, start, end);
			case UNKNOWN, UNA, NA, SY -> unknown(surface, start, end);
			default -> null;
		};
	}

	/** 사랑스럽다 of 사랑, which stays: it begins where the noun does. */
	private static Morpheme derived(Morpheme noun, String suffix, int end) {
		return new Morpheme(noun.term() + suffix + "다", Morpheme.Kind.PREDICATE, noun.start(), end);
	}

	/** What no dictionary knows is taken for a name, letters that stand alone for a sound, and signs for nothing. */
	private static @Nullable Morpheme unknown(String surface, int start, int end) {
		if (surface.codePoints().allMatch(Jamo::isLetter)) {
			return new Morpheme(laughter(surface), Morpheme.Kind.OTHER, start, end);
		}
		return surface.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || isPicture(c))
				? new Morpheme(surface, Morpheme.Kind.NOUN, start, end)
				: null;
	}

	private static boolean isPicture(int c) {
		return Character.getType(c) == Character.OTHER_SYMBOL && c > 0x2600;
	}

	/** ㅋ, ㅋㅋ and ㅋㅋㅋㅋㅋ are one word. */
	private static String laughter(String surface) {
		var first = surface.charAt(0);
		return Jamo.isLetter(first) && surface.chars().allMatch(c -> c == first)
				? String.valueOf(first).repeat(2)
				: surface;
	}

	/** At the end of a text Nori takes the particle in 남자의 for the noun 의. */
	private static boolean isMisreadParticle(Morpheme morpheme, List<Morpheme> before, String text) {
		return "의".equals(morpheme.term()) && !before.isEmpty() && before.getLast().kind() == Morpheme.Kind.NOUN
				&& before.getLast().touches(morpheme) && before.getLast().term().length() > 1
				&& (morpheme.end() == text.length() || !Character.isLetterOrDigit(text.charAt(morpheme.end())));
	}
}
