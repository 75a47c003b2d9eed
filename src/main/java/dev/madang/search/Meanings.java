package dev.madang.search;

import java.util.List;
import java.util.Optional;

import dev.madang.language.Language;
import org.springframework.stereotype.Component;

/** Where vectors come from: an outside server where there is one, otherwise the community's own texts. */
@Component
public class Meanings {

	private final Language language;

	private final Optional<OutsideVectors> outside;

	Meanings(Language language, Optional<OutsideVectors> outside) {
		this.language = language;
		this.outside = outside;
	}

	/** Names how vectors are made: those of another name cannot be compared. */
	String fingerprint() {
		return outside.map(OutsideVectors::model).orElse("own");
	}

	Meaning learn(List<String> sample) {
		return outside.<Meaning>map(vectors -> vectors).orElseGet(() -> TermVectors.learn(language.korean(), sample));
	}

	/** What is used with an index that brings no vectors of its own. */
	public Meaning without() {
		return outside.<Meaning>map(vectors -> vectors).orElse(Meaning.NONE);
	}

	Optional<OutsideVectors> outside() {
		return outside;
	}
}
