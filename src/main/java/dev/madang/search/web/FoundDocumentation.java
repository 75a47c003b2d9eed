package dev.madang.search.web;

import java.util.Map;
import java.util.Objects;

import dev.madang.search.SearchKinds;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Describes a hit with the fields of all kinds. */
@Component
@ConditionalOnWebApplication
class FoundDocumentation implements OpenApiCustomizer {

	private final SearchKinds kinds;

	FoundDocumentation(SearchKinds kinds) {
		this.kinds = kinds;
	}

	@Override
	public void customise(OpenAPI document) {
		var schemas = document.getComponents().getSchemas();
		Schema<?> found = Objects.requireNonNull(schemas.get("Found"));
		for (var kind : kinds.all()) {
			var details = ModelConverters.getInstance(true)
					.resolveAsResolvedSchema(new AnnotatedType(kinds.get(kind).details()));
			details.referencedSchemas.forEach(schemas::putIfAbsent);
			Map<?, ?> fields = details.schema.getProperties();
			fields.forEach((name, type) -> found.addProperty(String.valueOf(name), (Schema<?>) type));
		}
	}
}
