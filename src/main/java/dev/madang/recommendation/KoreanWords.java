package dev.madang.recommendation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.madang.language.Korean;
import org.springframework.stereotype.Component;

/** The words of two letters or more that tell what a text is about, read as search reads them. */
@Component
final class KoreanWords implements ContentWords {

	private final Korean korean = new Korean(List.of());

	@Override
	public Set<String> of(String text) {
		var words = new HashSet<String>();
		for (var word : korean.content(text)) {
			if (word.length() > 1) {
				words.add(word);
			}
		}
		return words;
	}
}
