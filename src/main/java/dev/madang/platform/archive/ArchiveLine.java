package dev.madang.platform.archive;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.madang.platform.Texts;
import tools.jackson.databind.JsonNode;

/** One line of an archive; its fields are read as the caller needs them, and refused with a reason. */
public record ArchiveLine(long number, JsonNode json) {

	/** A line that cannot be stored, and why, in words for whoever runs the import. */
	public static final class Bad extends RuntimeException {

		public Bad(String reason) {
			super(reason);
		}
	}

	public String type() {
		return text("type", 1, 40);
	}

	public Ref ref() {
		return ref(type(), "ref");
	}

	public Ref ref(String type, String field) {
		return new Ref(type, text(field, 1, 300));
	}

	public Optional<Ref> optionalRef(String type, String field) {
		return has(field) ? Optional.of(ref(type, field)) : Optional.empty();
	}

	public boolean has(String field) {
		return json.hasNonNull(field);
	}

	/** A string of so many characters. */
	public String text(String field, int least, int most) {
		var value = json.get(field);
		if (value == null || !value.isString()) {
			throw new Bad("field \"" + field + "\" is missing or not a string");
		}
		var text = value.asString();
		var length = Texts.length(text);
		if (length < least || length > most || least > 0 && text.isBlank()) {
			throw new Bad("field \"" + field + "\" must have " + least + " to " + most + " characters, not " + length);
		}
		if (!Texts.isStorable(text)) {
			throw new Bad("field \"" + field + "\" has a NUL character or half a surrogate pair");
		}
		return text;
	}

	public List<String> texts(String field, int most, int mostEach) {
		if (!has(field)) {
			return List.of();
		}
		var value = json.get(field);
		if (!value.isArray() || value.size() > most) {
			throw new Bad("field \"" + field + "\" must be a list of at most " + most);
		}
		var texts = new ArrayList<String>();
		for (var element : value) {
			if (!element.isString() || element.asString().isBlank() || Texts.length(element.asString()) > mostEach
					|| !Texts.isStorable(element.asString())) {
				throw new Bad("field \"" + field + "\" must hold strings of 1 to " + mostEach + " characters");
			}
			texts.add(element.asString());
		}
		return texts;
	}

	/** A time that is not in the future. */
	public Instant time(String field) {
		try {
			var time = OffsetDateTime.parse(text(field, 1, 40)).toInstant();
			if (time.isAfter(Instant.now().plus(Duration.ofDays(1))) || time.isBefore(Instant.parse("0001-01-01T00:00:00Z"))) {
				throw new Bad("field \"" + field + "\" is not a time in the past");
			}
			return time;
		}
		catch (DateTimeException e) {
			throw new Bad("field \"" + field + "\" is not an ISO 8601 time with an offset");
		}
	}

	public Optional<Integer> number(String field, int least, int most) {
		if (!has(field)) {
			return Optional.empty();
		}
		var value = json.get(field);
		if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
			throw new Bad("field \"" + field + "\" must be a whole number from " + least + " to " + most);
		}
		return Optional.of(value.asInt());
	}
}
