package dev.madang.media;

import java.util.List;

import dev.madang.page.Metadata;

/**
 * A picture that is ready to be shown.
 *
 * @param alt what it shows, for those who do not see it; may be empty
 * @param variants thumb (at most 320 pixels on its longer side), feed (960) and full (2048), none of them enlarged
 */
public record Picture(long id, String alt, List<Variant> variants) {

	/** The same picture with other words for what it shows. */
	public Picture saying(String words) {
		return new Picture(id, words, variants);
	}

	/** What a page says of it to those who show a link to the page. */
	public Metadata.Image image() {
		return new Metadata.Image(feed().url(), feed().width(), feed().height(), alt);
	}

	public Variant thumb() {
		return variants.getFirst();
	}

	public Variant feed() {
		return variants.get(1);
	}

	public Variant full() {
		return variants.getLast();
	}
}
