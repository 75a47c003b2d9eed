package dev.madang.events.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.events.Payload;
import dev.madang.events.Publishing.Form;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What events look like in Kafka: what a program publishes, {@code {"type": …, "payload": …}}, or a CloudEvent, whose payload is called
 * {@code data}. Other fields are the program's own business.
 */
final class EventForms {

	/** With room for what stands beside the payload. */
	private static final int MOST_BYTES = 72 << 10;

	private static final int LONGEST_KEY = 200;

	private static final int LONGEST_REASON = 100;

	/** What is no event, and will not become one by trying again. */
	static final class NoEvent extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String code;

		/** @param code by which its page says the same in the reader's language */
		NoEvent(String code, String reason) {
			super(reason);
			this.code = code;
		}

		String code() {
			return code;
		}
	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Told(@Nullable String type, @Nullable String key, @Nullable Payload payload, @Nullable Payload data) {
	}

	private final JsonMapper mapper;

	EventForms(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/** Empty for what is no event. */
	Optional<Form> read(ConsumerRecord<byte[], byte[]> record) {
		try {
			return Optional.of(require(record));
		}
		catch (NoEvent passedOver) {
			return Optional.empty();
		}
	}

	/** @throws NoEvent with the reason */
	Form require(ConsumerRecord<byte[], byte[]> record) {
		var value = record.value();
		if (value == null || value.length == 0) {
			throw new NoEvent("empty", "empty");
		}
		if (value.length > MOST_BYTES) {
			throw new NoEvent("too-large", "larger than 64 KB: " + value.length + " bytes");
		}
		var form = form(record, value);
		try {
			form.check();
			return form;
		}
		catch (Problem problem) {
			throw new NoEvent("bad-field", String.join(", ",
					problem.violations().stream().map(each -> each.field() + ": " + each.code()).toList()));
		}
	}

	private Form form(ConsumerRecord<byte[], byte[]> record, byte[] value) {
		try {
			var told = mapper.readValue(value, Told.class);
			if (told == null) {
				throw new NoEvent("empty", "null");
			}
			return new Form(told.type(), told.key() == null ? key(record) : told.key(),
					told.payload() == null ? told.data() : told.payload());
		}
		catch (JacksonException e) {
			throw e instanceof DatabindException
					? new NoEvent("not-an-event", "not an object with a type and a payload")
					: new NoEvent("not-json", Texts.shorten("not JSON: " + e.getOriginalMessage(), LONGEST_REASON));
		}
	}

	/** Keys in Kafka are any bytes; those that are no text an event goes without. */
	private static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
		if (record.key() == null) {
			return null;
		}
		var key = new String(record.key(), StandardCharsets.UTF_8);
		return key.length() <= LONGEST_KEY && Texts.isStorable(key) && key.indexOf('\uFFFD') < 0 ? key : null;
	}
}
