package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.madang.platform.web.Allow;
import dev.madang.testing.MadangTest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@MadangTest
class HandlersTest {

	@Autowired
	RequestMappingHandlerMapping requestMappingHandlerMapping;

	@Test
	void everyHandlerSaysWhoMayCallIt() {
		var ours = requestMappingHandlerMapping.getHandlerMethods().values().stream()
				.filter(handler -> handler.getBeanType().getPackageName().startsWith("dev.madang")).toList();
		assertThat(ours).hasSizeGreaterThan(50).allSatisfy(
				handler -> assertThat(AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Allow.class)
						|| AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Allow.class)).as(handler.toString())
						.isTrue());
	}

	/** OpenAPI knows a type by its short name: of two of the same name, clients would get one for both. */
	@Test
	void noTwoTypesOfTheApiHaveTheSameName() {
		var types = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
				.filter(route -> route.getKey().getPatternValues().stream().anyMatch(path -> path.startsWith("/api/")))
				.flatMap(route -> Stream.concat(Stream.of(route.getValue().getReturnType()),
						Arrays.stream(route.getValue().getMethodParameters())
								.filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))))
				.flatMap(parameter -> in(ResolvableType.forMethodParameter(parameter))).distinct()
				.collect(Collectors.groupingBy(HandlersTest::name));
		assertThat(types.values()).hasSizeGreaterThan(50).allSatisfy(same -> assertThat(same).hasSize(1));
	}

	/** A record, those in it, and those that it is made of. */
	private static Stream<Class<?>> in(ResolvableType type) {
		var raw = type.toClass();
		var parts = raw.isRecord() && raw.getPackageName().startsWith("dev.madang") && !type.hasGenerics()
				? Arrays.stream(raw.getRecordComponents())
						.flatMap(part -> in(ResolvableType.forType(part.getGenericType())))
				: Arrays.stream(type.getGenerics()).flatMap(HandlersTest::in);
		return raw.isRecord() && !type.hasGenerics() ? Stream.concat(Stream.of(raw), parts) : parts;
	}

	private static String name(Class<?> type) {
		var schema = type.getAnnotation(Schema.class);
		return schema == null || schema.name().isEmpty() ? type.getSimpleName() : schema.name();
	}
}
