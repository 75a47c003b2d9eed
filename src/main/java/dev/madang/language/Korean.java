package dev.madang.language;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

	/** All that means something in a text, in its order: without particles, endings and punctuation. */
	public List<Morpheme> morphemes(String text) {
		var tokenizer = idle.poll();
		if (tokenizer == null) {
			tokenizer = new KoreanTokenizer(KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, dictionary,
					DecompoundMode.DISCARD, false);
		}
		var morphemes = read(tokenizer, text.toLowerCase(Locale.ROOT).length() == text.length()
				? text.toLowerCase(Locale.ROOT)
				: text);
		var _ = idle.offer(tokenizer);
		return morphemes;
	}

	/** The words that tell what a text is about: nouns and predicates, each as often as it occurs. */
	public List<String> content(String text) {
		return morphemes(text).stream().filter(Morpheme::isContent).map(Morpheme::term).toList();
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
			case XSN -> "들".equals(surface) ? null : new Morpheme(surface, Morpheme.Kind.AFFIX, start, end);
			case MAG, MAJ, MM, IC -> new Morpheme(laughter(surface), Morpheme.Kind.OTHER, start, end);
			case UNKNOWN, UNA, NA, SY -> unknown(surface, start, end);
			default -> null;
		};
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
