package dev.madang.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What a word may be: a noun as it stands, a noun before particles or 이다, or a form of a predicate. Each costs what its word
 * costs in Nori's dictionary; where Nori has it too, alone or before another noun, it costs less.
 */
final class Readings {

	/** Many names of the dictionary are none: 이유로, 마음이. */
	private static final int NAME = 4_000;

	/** An adverb has particles too, but not often. */
	private static final int ADVERB = 4_000;

	/** A word that only the community knows, one that Nori puts together, and one that it cannot read. */
	private static final int USED = 3_000;

	private static final int COMPOUND = 5_500;

	private static final int UNREAD = 9_000;

	/** Where a noun of the dictionary may be meant, one that is none is not likely. */
	private static final int BESIDE = 4_000;

	/** A single syllable is rarely all that is meant. */
	private static final int SHORT = 2_500;

	private static final int SHORT_STEM = 1_500;

	/** What is read as nouns alone is rarely a predicate. */
	private static final int DOUBTFUL = 3_000;

	/** What the community never writes as a noun, but as a predicate, is hardly one. */
	private static final int UNUSED = 3_000;

	/** A stem that is everywhere says little of one of its forms. */
	private static final int MOST_USED = 12_000;

	/** A form is hardly this many times as frequent as the others of its word, less hardly where no dictionary has another: powers of e. */
	private static final double BEYOND = 2.5;

	private static final double FAR_BEYOND = 3.5;

	/** Behind a single syllable that is a stem these are endings. */
	private static final Set<String> ENDINGS = Set.of("서", "야", "요", "네", "네요");

	/** @param base a noun, or a stem without 다 */
	record Reading(String base, boolean isPredicate, int cost) {

		private boolean isKnown() {
			return cost < Lexicon.NONE;
		}

		private Reading cheaper(Reading other) {
			return other.cost < cost ? other : this;
		}
	}

	private final String word;

	private final ToIntFunction<String> frequency;

	private final Usage usage;

	private final Lexicon lexicon;

	private final Stems stems;

	private final TwiceRead read;

	Readings(String word, ToIntFunction<String> frequency, Korean korean, Lexicon lexicon, Stems stems) {
		this.word = word;
		this.frequency = frequency;
		usage = new Usage(word, frequency);
		this.lexicon = lexicon;
		this.stems = stems;
		read = new TwiceRead(word, korean);
	}

	/** Whether it is a predicate rather than a noun. */
	boolean isLikelier(String stem) {
		return read.agrees(stem) || usage.ofPredicate(stem) * 2 > usage.ofNoun(stem);
	}

	/** Whether what looks like a stem with 다 is the present of another: 한다 of 하다. */
	boolean isPresent(String stem) {
		var last = stem.charAt(stem.length() - 1);
		if (!Jamo.isSyllable(last) || Jamo.finalOf(last) != 'ㄴ' || usage.isInPresent(stem)) {
			return false;
		}
		var before = stem.substring(0, stem.length() - 1);
		return read.agrees(before + Jamo.withFinal(last, ' ')) || read.agrees(before + Jamo.withFinal(last, 'ㄹ'));
	}

	/** Whether 보다 is no particle: 해보다 and 혼자보다, but not 영화보다. */
	boolean isWatched(String stem) {
		if (stem.length() < 2 || !stem.endsWith("보") || stems.cost(stem) == Lexicon.NONE) {
			return false;
		}
		var before = stem.substring(0, stem.length() - 1);
		var isForm = isOpen(before) && "ㅏㅐㅓㅕㅘㅙㅝ".indexOf(Jamo.vowelOf(before.charAt(before.length() - 1))) >= 0
				&& lexicon.word(before).inflected() < lexicon.word(before).noun();
		return isForm || usage.isPredicate(stem)
				&& usage.ofPredicate(stem) > Math.max(usage.ofWord(), usage.ofNoun(before));
	}

	/** What the dictionary finds likeliest, weighed with how often the community writes the word as a noun or as a predicate. */
	Reading cheapest() {
		var isOneWord = read.isOneWord();
		var noun = isOneWord ? new Reading(word, false, whole()) : cheapestNoun();
		if (isOneWord && (!read.isNoun() || word.length() == 1) || NounParticles.isParticle(word)) {
			return noun;
		}
		var predicate = cheapestPredicate(noun.base);
		if (!predicate.isKnown()) {
			return usage.ofNoun(noun.base) > 0 || read.isOneOther() ? noun : unknown().orElse(noun);
		}
		var asNoun = usage.ofNoun(noun.base);
		var asPredicate = usage.ofPredicate(predicate.base);
		if (isRatherNoun(noun.base, predicate.base)) {
			return noun;
		}
		if (noun.base.equals(predicate.base) && asPredicate + asNoun > 0 && !word.endsWith("도")
				&& (word.length() > 1 || lexicon.word(word).adverb() == Lexicon.NONE)) {
			var isAgreed = read.agreesTwice(predicate.base) && !usage.isNoun(noun.base);
			return asPredicate * (word.equals(predicate.base + "다") ? 2 : 1) > asNoun || isAgreed ? predicate : noun;
		}
		if (lexicon.word(noun.base).adverb() < Lexicon.NONE
				&& frequency.applyAsInt(noun.base) >= frequency.applyAsInt(word)) {
			return read.agrees(predicate.base) && predicate.cost + asPredicate / 2 < noun.cost ? predicate : noun;
		}
		if (noun.base.equals(word) && asNoun > asPredicate * 0.6) {
			return noun;
		}
		var unused = Math.max(0, Math.min(UNUSED, asPredicate) - asNoun);
		return predicate.cost - Math.min(MOST_USED, asPredicate) / 2 + asNoun < noun.cost + unused ? predicate : noun;
	}

	/** Whether it is a noun that only looks like a form, and takes particles as no form does but those in ㅁ and 기: 간지 and 가다. */
	private boolean isRatherNoun(String noun, String stem) {
		return lexicon.word(noun).isNoun() && !noun.equals(stem) && !noun.endsWith("기")
				&& usage.isNoun(noun) && !read.agrees(stem) && Inflection.stems(noun).contains(stem)
				&& Jamo.finalOf(noun.charAt(noun.length() - 1)) != 'ㅁ';
	}

	/** The stem of a predicate that no dictionary has, as a string: 쩔 of 쩔고. */
	private Optional<Reading> unknown() {
		return Inflection.stems(word).stream().filter(usage::isPredicate).filter(stem -> !stem.endsWith("이"))
				.filter(stem -> stems.cost(stem) == Lexicon.NONE).findFirst()
				.map(stem -> new Reading(stem, false, UNREAD));
	}

	private Reading cheapestNoun() {
		var best = new Reading(word, false, whole());
		var nouns = nouns();
		var areKnown = nouns.stream().anyMatch(noun -> noun.length() > 1 && lexicon.word(noun).isNoun());
		for (var noun : nouns) {
			var isBeside = areKnown && noun.length() > 1 && !lexicon.word(noun).isNoun();
			best = best.cheaper(new Reading(noun, false, cost(noun) + (isBeside ? BESIDE : 0)));
		}
		return best;
	}

	/** Here usage counts half: the stem is short where it is frequent. */
	private Reading cheapestPredicate(String noun) {
		var best = new Reading("", true, Lexicon.NONE);
		var isDoubtful = lexicon.word(word).inflected() == Lexicon.NONE
				&& (read.isNominal() || isUsed());
		for (var stem : Inflection.stems(word)) {
			var known = stems.cost(stem);
			if (known < Lexicon.NONE && !(word.endsWith("를") && stems.ownCost(stem) == Lexicon.NONE) && !isOther(stem, noun)) {
				var used = usage.ofPredicate(stem);
				var agreed = read.agreed(stem) / (used == 0 && stems.ownCost(stem) == Lexicon.NONE ? 2 : 1);
				var doubt = (agreed == 0 && stem.length() == 1 ? SHORT_STEM : 0) + (isDoubtful ? DOUBTFUL : 0);
				best = best.cheaper(new Reading(stem, true, known - agreed - used / 2 + (used == 0 ? doubt : 0)));
			}
		}
		return best;
	}

	/** Whether it is another word than the form of a stem that it may look like: only the rules find it there, and it is too frequent. */
	private boolean isOther(String stem, String noun) {
		if (Jamo.finalOf(word.charAt(word.length() - 1)) == 'ㅁ' || stem.length() > 1 && stem.equals(word)) {
			return false;
		}
		var isReadSo = read.isOneOther() || (stem.length() == 1 || stems.ownCost(stem) == Lexicon.NONE)
				&& !read.hasPredicate() && !read.agrees(stem);
		var isKnown = (lexicon.word(noun).isAny() || !noun.equals(word))
				&& frequency.applyAsInt(noun) >= frequency.applyAsInt(word);
		return isReadSo && usage.isBeyond(stem, isKnown ? BEYOND : FAR_BEYOND);
	}

	private int whole() {
		var whole = lexicon.word(word);
		var agreed = read.agreedNominal();
		return Math.min(whole.isNoun() ? whole.noun() - agreed : UNREAD,
				Math.min(whole.isName() ? whole.name() + NAME - agreed : UNREAD, agreed > 0 ? COMPOUND : UNREAD));
	}

	/** What may stand before particles or 이다. */
	private List<String> nouns() {
		var nouns = new ArrayList<String>();
		for (int end = word.length() - 1; end > 0; end--) {
			var noun = word.substring(0, end);
			var rest = word.substring(end);
			if ((NounParticles.mayFollow(noun, rest) || isCopulaAt(end))
					&& !(ENDINGS.contains(rest) && end == 1 && stems.ownCost(noun) < Lexicon.NONE)) {
				nouns.add(noun);
			}
		}
		return nouns;
	}

	private int cost(String noun) {
		var known = lexicon.word(noun);
		var agreed = read.agreedCut(noun.length());
		if (noun.length() == 1 && agreed == 0) {
			return Lexicon.NONE;
		}
		var cost = Math.min(known.noun(), Math.min(known.adverb() + ADVERB, known.name() + NAME));
		if (cost >= USED) {
			var alone = frequency.applyAsInt(noun);
			var isNoun = alone > 0 && alone * (agreed > 0 ? 10 : 1) >= frequency.applyAsInt(word) && !isUsed();
			cost = Math.min(cost, isNoun ? USED : agreed > 0 ? COMPOUND : UNREAD);
		}
		return cost - agreed + (noun.length() == 1 ? SHORT : 0);
	}

	/** Whether the community writes particles behind the whole, so that it is a noun. */
	private boolean isUsed() {
		var isOpen = isOpen(word);
		return Stream.of(isOpen ? "가" : "이", isOpen ? "를" : "을", "의")
				.filter(particle -> frequency.applyAsInt(word + particle) > 0).count() > 1;
	}

	private static boolean isOpen(String text) {
		return Jamo.isSyllable(text.charAt(text.length() - 1)) && Jamo.finalOf(text.charAt(text.length() - 1)) == ' ';
	}

	/** Whether Nori has 이다 there, which keeps its 이 after a consonant. In 일반인 it is none. */
	private boolean isCopulaAt(int place) {
		var next = word.charAt(place);
		var isOpen = Jamo.isSyllable(word.charAt(place - 1)) && Jamo.finalOf(word.charAt(place - 1)) == ' ';
		if (isOpen && place == 1 && next != '이' && stems.ownCost(word.substring(0, 1)) < Lexicon.NONE) {
			return false;
		}
		return (isOpen && next != '나' || "이인일임입였예".indexOf(next) >= 0) && !("인".equals(word.substring(place)) && isUsed())
				&& read.isCopulaAt(place);
	}
}
