package dev.madang.recommendation;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.madang.language.Korean;
import dev.madang.language.Language;
import dev.madang.language.Morpheme;
import dev.madang.platform.VisibleText;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The words of two letters or more that tell what a text is about, read as search reads them. */
@Component
final class KoreanWords implements ContentWords {

	private final Supplier<Korean> korean;

	@Autowired
	KoreanWords(Language language) {
		this.korean = language::korean;
	}

	/** Without a community, which could have words of its own. */
	KoreanWords() {
		var brought = new Korean(List.of());
		this.korean = () -> brought;
	}

	@Override
	public Set<String> of(String text) {
		return of(korean.get().morphemes(Normalizer.normalize(VisibleText.prose(text), Normalizer.Form.NFC)));
	}

	@Override
	public Set<String> of(List<Morpheme> text) {
		var words = new HashSet<String>();
		for (var morpheme : text) {
			var word = morpheme.term();
			if (word.length() > 1 && word.indexOf(' ') < 0 && morpheme.isContent()) {
				words.add(word);
			}
		}
		return words;
	}
}
