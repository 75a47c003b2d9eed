package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.media.Schema;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** All handlers that there are, whatever settings they need. */
class HandlersTest {

	private static Stream<Method> handlers() {
		var scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
		return scan.findCandidateComponents("dev.madang").stream()
				.map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
				.flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
				.filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class));
	}

	@Test
	void everyHandlerSaysWhoMayCallIt() {
		assertThat(handlers().toList()).hasSizeGreaterThan(200).allSatisfy(
				handler -> assertThat(AnnotatedElementUtils.hasAnnotation(handler, Allow.class)
						|| AnnotatedElementUtils.hasAnnotation(handler.getDeclaringClass(), Allow.class)).as(handler.toString())
						.isTrue());
	}

	private static boolean isApi(Method handler) {
		return Stream.of(handler.getDeclaringClass(), handler)
				.map(element -> AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class))
				.anyMatch(
						mapping -> mapping != null && Arrays.stream(mapping.path()).anyMatch(path -> path.startsWith("/api/")));
	}

	/** OpenAPI knows a type by its short name: of two of the same name, clients would get one for both. */
	@Test
	void noTwoTypesOfTheApiHaveTheSameName() {
		var types = handlers().filter(HandlersTest::isApi)
				.flatMap(handler -> Stream.concat(Stream.of(handler.getGenericReturnType()),
						Arrays.stream(handler.getParameters()).filter(each -> each.isAnnotationPresent(RequestBody.class))
								.map(Parameter::getParameterizedType)))
				.flatMap(type -> in(ResolvableType.forType(type))).distinct()
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
