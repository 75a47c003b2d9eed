package dev.madang.platform.web;

import dev.madang.platform.Texts;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** JSON is taken as it is meant: no unknown field, no number for a string, no character that cannot be stored. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

	@Bean
	JsonMapperBuilderCustomizer strict() {
		var texts = new SimpleModule("texts");
		texts.addDeserializer(String.class, new StorableText());
		return builder -> builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
				.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
				.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
				.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
				.withCoercionConfig(LogicalType.Textual, config -> {
					for (var shape : new CoercionInputShape[]{ CoercionInputShape.Integer, CoercionInputShape.Float,
							CoercionInputShape.Boolean }) {
						config.setCoercion(shape, CoercionAction.Fail);
					}
				}).addModule(texts);
	}

	private static final class StorableText extends StdScalarDeserializer<String> {

		StorableText() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.currentToken().isScalarValue() || parser.currentToken() != tools.jackson.core.JsonToken.VALUE_STRING) {
				return (String) context.handleUnexpectedToken(String.class, parser);
			}
			var text = parser.getString();
			if (!Texts.isStorable(text)) {
				throw new UnstorableText(parser, text);
			}
			return text;
		}
	}

	/** A NUL, or half a surrogate pair: well-formed JSON that no database takes. */
	static final class UnstorableText extends InvalidFormatException {

		UnstorableText(JsonParser parser, String text) {
			super(parser, "character that cannot be stored", text, String.class);
		}
	}
}
