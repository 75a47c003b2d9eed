package dev.madang.moderation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that a community does not want to see unlooked-at. A word of Hangul is also found with marks between its
 * syllables, and with spaces where it stands alone; it is not found across the words of an ordinary sentence (다시 발표).
 * A word of other letters is found whole.
 */
final class WatchedWords {

	private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");

	/** What is not seen: characters that only format, and marks that stand on nothing. */
	private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}\\u115f\\u1160\\u3164]+");

	private record Word(String word, Pattern pattern) {
	}

	private final List<Word> words;

	WatchedWords(List<String> words) {
		this.words = words.stream().map(WatchedWords::plain).map(String::strip).filter(word -> !word.isEmpty())
				.map(word -> new Word(word, pattern(word))).toList();
	}

	boolean isEmpty() {
		return words.isEmpty();
	}

	/** The first of the words that is in a text. */
	Optional<String> find(String text) {
		if (words.isEmpty()) {
			return Optional.empty();
		}
		var plain = plain(text);
		return words.stream().filter(word -> word.pattern().matcher(plain).find()).map(Word::word).findFirst();
	}

	/** Composed, in small letters and without what is not seen; full-width letters and single jamo as what they stand for. */
	private static String plain(String text) {
		return Normalizer.normalize(UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll(""),
				Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
	}

	private static Pattern pattern(String word) {
		if (!HANGUL.matcher(word).find()) {
			return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![a-z0-9])");
		}
		return Pattern.compile(spread(word, "[\\p{P}\\p{S}]*+") + "|(?<![\\p{L}\\p{N}])" + spread(word, "[\\p{P}\\p{S}\\s]*+")
				+ "(?![\\p{L}\\p{N}])");
	}

	private static String spread(String word, String between) {
		return word.codePoints().filter(c -> !Character.isWhitespace(c))
				.mapToObj(c -> Pattern.quote(Character.toString(c))).collect(Collectors.joining(between));
	}
}
