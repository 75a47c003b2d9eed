package dev.madang.search;

import java.util.List;

import dev.madang.language.Language;
import org.springframework.stereotype.Component;

/** Where vectors come from: the community's own texts. */
@Component
class Meanings {

	private final Language language;

	Meanings(Language language) {
		this.language = language;
	}

	/** Names how vectors are made: those of another name cannot be compared. */
	String fingerprint() {
		return "own";
	}

	Meaning learn(List<String> sample) {
		return TermVectors.learn(language.korean(), sample);
	}
}
