package dev.madang.language;

/** Which strings are stems of predicates, by the dictionary and by how predicates are put together, and what each costs. */
final class Stems {

	/** Predicates of one syllable that are written together with the word before them. */
	private static final String LIGHT = "하되나있없보싶주지답롭같받가오들않짓쓰";

	/** Those that follow a form in 아 or 어: 해대다. */
	private static final String AUXILIARY = "대놓두내";

	/** A word before a predicate that only Nori can read, such as 보고 in 보고싶다. */
	private static final int READ = 5_500;

	private final Korean korean;

	private final Lexicon lexicon;

	Stems(Korean korean, Lexicon lexicon) {
		this.korean = korean;
		this.lexicon = lexicon;
	}

	/** What a stem costs: by itself, or as 나 in 짜증나 and 싶 in 보고싶; {@link Lexicon#NONE} if it is none. */
	int cost(String stem) {
		var own = ownCost(stem);
		if (own < Lexicon.NONE) {
			return own;
		}
		var least = Lexicon.NONE;
		for (int start = 1; start < stem.length(); start++) {
			var predicate = stem.substring(start);
			if ("적이".equals(predicate)) {
				continue;
			}
			var cost = predicate.length() > 1 || LIGHT.contains(predicate)
					|| AUXILIARY.contains(predicate) && lexicon.word(stem.substring(0, start)).inflected() < Lexicon.NONE
					|| isNot(stem.substring(0, start))
							? ownCost(predicate)
							: Lexicon.NONE;
			if (cost == Lexicon.NONE && predicate.length() > 1 && isNot(predicate.substring(0, 1))) {
				cost = ownCost(predicate.substring(1));
			}
			if (cost < Lexicon.NONE) {
				least = Math.min(least, costBefore(stem.substring(0, start), predicate) + cost);
			}
		}
		return least;
	}

	/** What it costs as a word of the dictionary; 느껴 is in it too, but as a form of 느끼다. */
	int ownCost(String stem) {
		var cost = lexicon.word(stem).predicate();
		var last = stem.charAt(stem.length() - 1);
		if (cost == Lexicon.NONE || !Jamo.isSyllable(last) || isPast(stem)) {
			return Lexicon.NONE;
		}
		var isForm = stem.length() > 1 && "ㅕㅝㅘㅙㅡ".indexOf(Jamo.vowelOf(last)) >= 0 && Jamo.finalOf(last) == ' ' && last != '르'
				&& Inflection.stems(stem).stream().anyMatch(other -> !other.equals(stem) && lexicon.word(other).isPredicate());
		return isForm ? Lexicon.NONE : cost;
	}

	/** Only 있다, and what holds it, has a stem in ㅆ. */
	static boolean isPast(String form) {
		var last = form.charAt(form.length() - 1);
		return Jamo.isSyllable(last) && Jamo.finalOf(last) == 'ㅆ' && "있밌".indexOf(last) < 0;
	}

	private static boolean isNot(String adverb) {
		return "안".equals(adverb) || "못".equals(adverb);
	}

	private int costBefore(String text, String predicate) {
		if (isPast(text)) {
			return Lexicon.NONE;
		}
		var word = lexicon.word(text);
		var least = Math.min(Math.min(word.noun(), word.adverb()), Math.min(word.name(), word.inflected()));
		var last = text.charAt(text.length() - 1);
		if (least < Lexicon.NONE || text.length() == 1 || !Jamo.isSyllable(last) || Jamo.finalOf(last) != ' ') {
			return least;
		}
		var tokens = korean.tokens(text);
		var isBefore = tokens.size() > 1 && (tokens.getLast().isEnding()
				|| tokens.getLast().isParticle() && ("있".equals(predicate) || "없".equals(predicate)));
		return isBefore ? READ : Lexicon.NONE;
	}
}
