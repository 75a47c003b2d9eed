package dev.madang.events;

import java.io.StringWriter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.platform.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any JSON, kept as text: numbers of every size and the order of fields stay as they were sent.
 *
 * @param json without white space around its tokens
 * @param isStorable whether no text in it has a character that is refused everywhere else
 */
@JsonDeserialize(using = Payload.Reader.class)
@Schema(description = "any JSON", type = "object")
public record Payload(@JsonValue @JsonRawValue String json, boolean isStorable) {

	public static Payload of(String json) {
		return new Payload(json, true);
	}

	static final class Reader extends StdDeserializer<Payload> {

		private static final JsonMapper PLAIN = new JsonMapper();

		Reader() {
			super(Payload.class);
		}

		@Override
		public Payload deserialize(JsonParser parser, DeserializationContext context) {
			var text = new StringWriter();
			var storable = true;
			try (var generator = PLAIN.createGenerator(text)) {
				var depth = 0;
				for (var token = parser.currentToken(); token != null; token = depth == 0 ? null : parser.nextToken()) {
					depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
					storable &= token != JsonToken.VALUE_STRING && token != JsonToken.PROPERTY_NAME
							|| Texts.isStorable(parser.getString());
					if (token.isNumeric()) {
						generator.writeNumber(parser.getString());
					}
					else {
						generator.copyCurrentEvent(parser);
					}
				}
			}
			return new Payload(text.toString(), storable);
		}

		/** {@code null} is JSON too. */
		@Override
		public Payload getNullValue(DeserializationContext context) {
			return of("null");
		}

		@Override
		public @Nullable Object getAbsentValue(DeserializationContext context) {
			return null;
		}
	}
}
