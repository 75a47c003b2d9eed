package dev.madang.search;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.madang.language.Language;
import org.springframework.stereotype.Component;

/** Where vectors come from: an outside server where there is one, otherwise the community's own texts. */
@Component
public class Meanings {

	private final Language language;

	private final Optional<OutsideVectors> outside;

	private final Sample sample;

	Meanings(Language language, Optional<OutsideVectors> outside, Sample sample) {
		this.sample = sample;
		this.language = language;
		this.outside = outside;
	}

	/** Names how vectors are made: those of another name cannot be compared. */
	String fingerprint() {
		return outside.map(OutsideVectors::model).orElse("own");
	}

	/** @param stopping when it is better to be done soon than to learn from all */
	Meaning learn(BooleanSupplier stopping) {
		return outside.<Meaning>map(vectors -> vectors)
				.orElseGet(() -> TermVectors.learn(language.korean(), sample.texts(stopping)));
	}

	/** What is used with an index that brings no vectors of its own. */
	public Meaning without() {
		return outside.<Meaning>map(vectors -> vectors).orElse(Meaning.NONE);
	}

	Optional<OutsideVectors> outside() {
		return outside;
	}
}
