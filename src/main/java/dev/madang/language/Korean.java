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
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

	/** A morpheme as Nori reads it: several have the same place where they are contracted to one syllable. */
	record Token(String surface, POS.Tag tag, int start, int end) {

		boolean isPredicate() {
			return switch (tag) {
				case VV, VA, VX, VCN, XSV, XSA -> true;
				default -> false;
			};
		}

		/** What may be a part of a compound noun. */
		boolean isNominal() {
			return !isPredicate() && "NXM".indexOf(tag.name().charAt(0)) >= 0;
		}

		boolean isCopula() {
			return tag == POS.Tag.VCP;
		}

		boolean isEnding() {
			return tag.name().startsWith("E");
		}

		boolean isParticle() {
			return tag.name().startsWith("J");
		}
	}

	private final BaseForms baseForms;

	private final @Nullable UserDictionary dictionary;

	/** Tokenizers are costly to make and serve one thread at a time. */
	private final BlockingQueue<KoreanTokenizer> idle = new ArrayBlockingQueue<>(KEPT);

	/** Reading a text of some lines costs a hundred times as much as finding it here. */
	private final Cache<String, List<Morpheme>> shown = Caffeine.newBuilder().maximumWeight(4 << 20)
			.weigher((String text, List<Morpheme> read) -> 100 + 2 * text.length() + 80 * read.size()).build();

	/** @param words the community's own, beside those that Madang brings */
	public Korean(Collection<CommunityWord> words) {
		var lines = new ArrayList<String>(BroughtWords.LINES);
		words.forEach(word -> lines.add(word.line()));
		var own = lines.stream().map(line -> line.split(" ", 2)[0]);
		var variants = BroughtWords.VARIANTS.stream().filter(forms -> forms.stream().noneMatch(form -> form.endsWith("다")))
				.flatMap(List::stream).filter(form -> form.length() > 1);
		baseForms = new BaseForms(this, new Lexicon(Stream.concat(own, variants).toList()));
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
		var folded = Folding.folded(text);
		var morphemes = new ArrayList<Morpheme>();
		for (var token : tokens(folded)) {
			if (token.tag() == POS.Tag.XSA && !"하".equals(token.surface()) && !morphemes.isEmpty()) {
				morphemes.add(derived(morphemes.getLast(), token.surface(), token.end()));
			}
			var morpheme = morpheme(token);
			if (morpheme != null && !isMisreadParticle(morpheme, morphemes, folded)) {
				morphemes.add(morpheme);
			}
		}
		return morphemes;
	}

	/** The same of a text that many look at, which is read once in a while. */
	public List<Morpheme> morphemesOfShown(String text) {
		return shown.get(text, this::morphemes);
	}

	/** A text as Nori reads it, with particles and endings. */
	List<Token> tokens(String folded) {
		var idler = idle.poll();
		var tokenizer = idler != null
				? idler
				: new KoreanTokenizer(KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, dictionary, DecompoundMode.DISCARD,
						false);
		var tokens = read(tokenizer, folded);
		var _ = idle.offer(tokenizer);
		return tokens;
	}

	/** The words that tell what a text is about: nouns and predicates, each as often as it occurs. */
	public List<String> content(String text) {
		return morphemes(text).stream().filter(Morpheme::isContent).map(Morpheme::term).toList();
	}

	/**
	 * What stands in a dictionary for a word.
	 *
	 * @param word folded, without spaces
	 * @param frequency in how many texts a word stands by itself, which says what is a word where no dictionary does
	 */
	public Base base(String word, ToIntFunction<String> frequency) {
		return baseForms.of(word, frequency);
	}

	/**
	 * Strings with which forms of a predicate begin and, as far as the dictionary knows, nothing else does: 슬퍼 of 슬프다,
	 * but not 배우 of 배우다. All have two syllables or more.
	 */
	public List<String> beginnings(String predicate) {
		var whole = morphemes(predicate);
		return Conjugation.beginnings(predicate.substring(0, predicate.length() - 1)).stream()
				.filter(beginning -> beginning.length() > 1).filter(beginning -> {
					var read = morphemes(beginning);
					return read.size() == 1 && (read.getFirst().term().equals(predicate)
							|| isNominal(read.getFirst(), beginning)
							|| read.equals(whole) && whole.getFirst().kind() == Morpheme.Kind.NOUN);
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

	private static List<Token> read(KoreanTokenizer tokenizer, String text) {
		var tokens = new ArrayList<Token>();
		try (tokenizer) {
			tokenizer.setReader(new StringReader(text));
			var term = tokenizer.getAttribute(CharTermAttribute.class);
			var offset = tokenizer.getAttribute(OffsetAttribute.class);
			var speech = tokenizer.getAttribute(PartOfSpeechAttribute.class);
			tokenizer.reset();
			while (tokenizer.incrementToken()) {
				tokens.add(new Token(term.toString(), Objects.requireNonNull(speech.getLeftPOS()), offset.startOffset(),
						offset.endOffset()));
			}
			tokenizer.end();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return tokens;
	}

	private static @Nullable Morpheme morpheme(Token token) {
		var surface = token.surface();
		var start = token.start();
		var end = token.end();
		return switch (token.tag()) {
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
