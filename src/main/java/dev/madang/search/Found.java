package dev.madang.search;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Something that was found.
 *
 * @param excerpt the part of its text in which the words are, or its beginning
 * @param address its page
 * @param details what its kind says of it besides: a record whose fields stand beside these in the API
 */
public record Found(long id, String title, String excerpt, Marks highlights, String address,
		@JsonUnwrapped @Schema(hidden = true) Object details) {

	public static Found of(long id, Marked title, Marked excerpt, String address, Object details) {
		return new Found(id, title.text(), excerpt.text(), new Marks(title.spans(), excerpt.spans()), address, details);
	}

	/** The words that were looked for: where they begin and end, in UTF-16 units, the end exclusive. */
	public record Marks(List<Span> title, List<Span> excerpt) {
	}

	public record Span(int start, int end) {
	}
}
