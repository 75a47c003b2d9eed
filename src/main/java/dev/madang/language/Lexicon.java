package dev.madang.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.apache.lucene.analysis.ko.POS;
import org.apache.lucene.analysis.ko.dict.KoMorphData;
import org.apache.lucene.analysis.ko.dict.TokenInfoDictionary;
import org.apache.lucene.util.IntsRef;
import org.apache.lucene.util.fst.FST;

/** Which words Nori's dictionary has, beside those of the community: what a string may be by itself, without a text around it. */
final class Lexicon {

	/** Means that there is no such word. */
	static final int NONE = 1_000_000;

	private static final Set<POS.Tag> NOUNS = Set.of(POS.Tag.NNG, POS.Tag.NNB, POS.Tag.NNBC, POS.Tag.NP, POS.Tag.NR,
			POS.Tag.XR);

	private static final Set<POS.Tag> PREDICATES = Set.of(POS.Tag.VV, POS.Tag.VA, POS.Tag.VX, POS.Tag.VCN, POS.Tag.XSV,
			POS.Tag.XSA);

	/** The costs of a word: the rarer the word, the higher. Names are many, and many of them are no names at all. */
	record Word(int noun, int adverb, int name, int predicate, int inflected) {

		boolean isNoun() {
			return noun < NONE;
		}

		boolean isAny() {
			return isNoun() || isName() || adverb < NONE;
		}

		boolean isName() {
			return name < NONE;
		}

		boolean isPredicate() {
			return predicate < NONE;
		}
	}

	private final TokenInfoDictionary dictionary = TokenInfoDictionary.getInstance();

	private final KoMorphData data = dictionary.getMorphAttributes();

	private final Set<String> own = new HashSet<>();

	Lexicon(Collection<String> own) {
		this.own.addAll(own);
	}

	Word word(String text) {
		if (own.contains(text)) {
			return new Word(0, NONE, NONE, NONE, NONE);
		}
		int noun = NONE;
		int adverb = NONE;
		int name = NONE;
		int predicate = NONE;
		int inflected = NONE;
		var ids = ids(text);
		for (int i = ids.offset; i < ids.offset + ids.length; i++) {
			var tag = data.getLeftPOS(ids.ints[i]);
			var type = data.getPOSType(ids.ints[i]);
			var cost = data.getWordCost(ids.ints[i]);
			if (type == POS.Type.INFLECT) {
				inflected = PREDICATES.contains(tag) && data.getRightPOS(ids.ints[i]) != tag
						? Math.min(cost, inflected)
						: inflected;
			}
			else if (NOUNS.contains(tag) || type == POS.Type.COMPOUND) {
				noun = Math.min(cost, noun);
			}
			else if (tag == POS.Tag.MAG) {
				adverb = Math.min(cost, adverb);
			}
			else if (tag == POS.Tag.NNP) {
				name = Math.min(cost, name);
			}
			else if (PREDICATES.contains(tag)) {
				predicate = Math.min(cost, predicate);
			}
		}
		return new Word(noun, adverb, name, predicate, inflected);
	}

	private IntsRef ids(String text) {
		var ids = new IntsRef();
		try {
			var fst = dictionary.getFST();
			var reader = fst.getBytesReader();
			var arc = fst.getFirstArc(new FST.Arc<>());
			var output = 0L;
			for (int i = 0; i < text.length(); i++) {
				if (fst.findTargetArc(text.charAt(i), arc, arc, i == 0, reader) == null) {
					return ids;
				}
				output += arc.output();
			}
			if (arc.isFinal()) {
				dictionary.lookupWordIds((int) (output + arc.nextFinalOutput()), ids);
			}
			return ids;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
