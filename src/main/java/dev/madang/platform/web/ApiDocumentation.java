package dev.madang.platform.web;

import java.util.List;

import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Viewer;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;

/** What the generated OpenAPI document says of the API as a whole: who may call what, and how it refuses. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiDocumentation {

	private static final String BEARER = "bearer";

	static {
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(Viewer.class, HttpMethod.class);
	}

	/** The body of every error, RFC 9457. */
	record ProblemJson(String type, String title, int status, String detail, String instance, String code,
			List<ErrorJson> errors) {
	}

	/** What is wrong with one field. */
	record ErrorJson(String field, String code, String message) {
	}

	@Bean
	OpenAPI openApi(SiteUrl site) {
		var components = new Components().addSecuritySchemes(BEARER,
				new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
		ModelConverters.getInstance(true).readAll(ProblemJson.class).forEach(components::addSchemas);
		return new OpenAPI()
				.info(new Info().title("Madang").version("1")
						.description("Boards, posts, comments and likes. Lists go on by an opaque cursor; errors are"
								+ " problem+json with a stable code, in Korean or English by Accept-Language."))
				.addServersItem(new Server().url(site.url())).components(components);
	}

	@Bean
	OperationCustomizer whoAndHow() {
		return (operation, handler) -> {
			if (roleOf(handler).atLeast(Role.MEMBER)) {
				operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
			}
			answersAsItDoes(operation);
			namesWhatIsPatched(operation, handler);
			namesWhatIsListed(operation, handler);
			operation.getResponses().addApiResponse("default", new ApiResponse().description("Refused").content(new Content()
					.addMediaType("application/problem+json",
							new MediaType().schema(new Schema<>().$ref("#/components/schemas/ProblemJson")))));
			return operation;
		};
	}

	/** A handler that answers with nothing answers 204. */
	private static void answersAsItDoes(Operation operation) {
		var ok = operation.getResponses().get("200");
		if (ok != null && ok.getContent() == null) {
			operation.getResponses().remove("200");
			operation.getResponses().addApiResponse("204", new ApiResponse().description("Done"));
		}
	}

	private static void namesWhatIsPatched(Operation operation, HandlerMethod handler) {
		for (var parameter : handler.getMethodParameters()) {
			var patch = parameter.getParameterAnnotation(PatchOf.class);
			if (patch != null) {
				operation.getRequestBody().getContent().values().forEach(type -> type.setSchema(schemaOf(patch.value())));
			}
		}
	}

	private static void namesWhatIsListed(Operation operation, HandlerMethod handler) {
		var list = handler.getMethodAnnotation(ListOf.class);
		if (list != null) {
			var items = new ArraySchema().items(schemaOf(list.value()));
			var slice = new ObjectSchema().addProperty("items", items).addProperty("nextCursor", new StringSchema());
			var page = new ObjectSchema().addProperty("items", items).addProperty("page", new IntegerSchema())
					.addProperty("size", new IntegerSchema()).addProperty("total", new IntegerSchema().format("int64"))
					.addProperty("totalIsAtLeast", new BooleanSchema());
			operation.getResponses().addApiResponse("200", new ApiResponse().description("OK").content(new Content()
					.addMediaType("application/json", new MediaType().schema(new Schema<>().oneOf(List.of(slice, page))))));
		}
	}

	private static Schema<?> schemaOf(Class<?> type) {
		return ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true)).schema;
	}

	private static Role roleOf(HandlerMethod handler) {
		var allow = handler.getMethodAnnotation(Allow.class);
		if (allow == null) {
			allow = handler.getBeanType().getAnnotation(Allow.class);
		}
		return allow == null ? Role.ADMIN : allow.value();
	}
}
