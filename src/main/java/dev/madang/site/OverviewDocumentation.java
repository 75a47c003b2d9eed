package dev.madang.site;

import java.util.Objects;

import dev.madang.page.Figure;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Describes the overview with the figures of all modules. */
@Component
@ConditionalOnWebApplication
class OverviewDocumentation implements OpenApiCustomizer {

	private final Figures figures;

	OverviewDocumentation(Figures figures) {
		this.figures = figures;
	}

	@Override
	public void customise(OpenAPI document) {
		var schemas = document.getComponents().getSchemas();
		for (var figure : figures.all()) {
			name(Objects.requireNonNull(schemas.get("Day")), figure, "int32");
			if (figure.isTotalled()) {
				name(Objects.requireNonNull(schemas.get("Totals")), figure, "int64");
			}
		}
	}

	private static void name(Schema<?> schema, Figure figure, String format) {
		schema.getProperties().remove("counts");
		schema.setAdditionalProperties(null);
		schema.addProperty(figure.name(), new IntegerSchema().format(format));
	}
}
