package dev.madang.platform;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Whom a text names with {@code @handle}, in its author's own words: neither in code nor in the words of a link. In Korean a
 * particle follows without a space ({@code @가나다가}), so the longest beginning that is somebody's handle is meant.
 */
final class Mentions {

	/** A text that names more people than this is not for them. */
	private static final int MOST = 20;

	private static final int SHORTEST = 3;

	/** As handles are formed; what stands within an address or a word names nobody. */
	private static final Pattern MENTION = Pattern
			.compile("(?<![\\p{L}\\p{N}_@./])@([가-힣0-9_]{3,30}+(?![A-Za-z])|[A-Za-z0-9_]{3,30}(?![A-Za-z0-9_]))");

	private final List<Text> texts = new ArrayList<>();

	/** The handles that are meant, by the words that mean them, in the order of the text. */
	private final Map<String, String> meant = new HashMap<>();

	private final Set<String> handles = new LinkedHashSet<>();

	private Mentions() {
	}

	static Mentions in(Node document, Handles members) {
		var mentions = new Mentions();
		document.accept(new AbstractVisitor() {

			@Override
			public void visit(Text text) {
				if (text.getLiteral().indexOf('@') >= 0) {
					text.setLiteral(Normalizer.normalize(text.getLiteral(), Normalizer.Form.NFC));
					mentions.texts.add(text);
				}
			}

			@Override
			public void visit(Link link) {
				// stands for something else
			}

			@Override
			public void visit(Image image) {
				// stands for something else
			}
		});
		mentions.resolve(members);
		return mentions;
	}

	private void resolve(Handles members) {
		var words = words(texts.stream().map(Text::getLiteral).toList());
		if (words.isEmpty()) {
			return;
		}
		var known = members.known(words.stream().flatMap(word -> beginnings(word).stream()).toList());
		for (var word : words) {
			beginnings(word).stream().filter(known::contains).findFirst().ifPresent(handle -> {
				meant.put(word, handle);
				handles.add(handle);
			});
		}
	}

	static List<String> words(Collection<String> texts) {
		return texts.stream().flatMap(text -> MENTION.matcher(text).results())
				.map(match -> match.group(1).toLowerCase(Locale.ROOT)).distinct().limit(MOST).toList();
	}

	/** What a mention may mean, the longest first: all of it, or, of Hangul, less than all. */
	private static List<String> beginnings(String word) {
		if (word.codePoints().allMatch(c -> c < 128)) {
			return List.of(word);
		}
		var beginnings = new ArrayList<String>();
		for (int length = word.length(); length >= SHORTEST; length--) {
			beginnings.add(word.substring(0, length));
		}
		return beginnings;
	}

	Set<String> handles() {
		return handles;
	}

	/** Makes each of them a link to the member's page. */
	void link() {
		if (!meant.isEmpty()) {
			texts.forEach(this::link);
		}
	}

	private void link(Text text) {
		var literal = text.getLiteral();
		var copied = 0;
		var matcher = MENTION.matcher(literal);
		while (matcher.find()) {
			var handle = meant.get(matcher.group(1).toLowerCase(Locale.ROOT));
			if (handle != null) {
				text.insertBefore(new Text(literal.substring(copied, matcher.start())));
				copied = matcher.start(1) + handle.length();
				var link = new Link("/@" + handle, null);
				link.appendChild(new Text(literal.substring(matcher.start(), copied)));
				text.insertBefore(link);
			}
		}
		text.setLiteral(literal.substring(copied));
	}
}
