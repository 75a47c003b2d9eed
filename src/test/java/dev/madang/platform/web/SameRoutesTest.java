package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.testing.MadangTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every route is found, or refused, as Spring itself would that asks each. */
@MadangTest
class SameRoutesTest {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"PROPFIND");

	private static final List<Map<String, String>> HEADERS = List.of(Map.of(), Map.of("Content-Type", "application/json"),
			Map.of("Content-Type", "application/x-www-form-urlencoded"), Map.of("Content-Type", "not a type"),
			Map.of("Accept", "text/event-stream"),
			Map.of("Origin", "https://elsewhere.example", "Access-Control-Request-Method", "PUT"));

	/** Spring's own. */
	private static final class Plain extends RequestMappingHandlerMapping {

		@Override
		protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
			return super.lookupHandlerMethod(path, request);
		}
	}

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	RequestMappingHandlerMapping routes;

	@Test
	void aRouteIsFoundOrRefusedAsWithoutTheIndex() {
		var plain = new Plain();
		plain.setApplicationContext(routes.getApplicationContext());
		routes.getHandlerMethods().forEach(
				(mapping, handler) -> plain.registerMapping(mapping, handler.getBean(), handler.getMethod()));
		var different = new ArrayList<String>();
		var answers = new TreeSet<String>();
		for (var path : paths()) {
			for (var method : METHODS) {
				for (var headers : HEADERS) {
					var expected = answer(plain::lookupHandlerMethod, method, path, headers);
					var found = answer(((PrefixedRoutes) routes)::lookupHandlerMethod, method, path, headers);
					if (!expected.equals(found)) {
						different.add(method + " " + path + " " + headers + ": " + found + " instead of " + expected);
					}
					answers.add(expected.split(expected.contains("(") ? "\\(" : " ")[0]);
				}
			}
		}
		assertThat(different).isEmpty();
		assertThat(answers).contains("none", "405", "415", "406").hasSizeGreaterThan(300);
	}

	private List<String> paths() {
		var paths = new TreeSet<>(List.of("/", "/nothing", "/api", "/api/v1", "/api/v1/nothing/at/all", "/api/v1//posts",
				"/api/v1/posts/", "/api/v1/%70osts/12", "/api/v1/posts;a=b/12", "/health", "/health/liveness", "/p/1/2/3"));
		for (var mapping : routes.getHandlerMethods().keySet()) {
			for (var pattern : mapping.getPatternValues()) {
				paths.add(pattern.replaceAll("\\{\\*[^}]*}", "a/b").replace("**", "a/b").replaceAll("\\{[^}]*}", "12"));
				paths.add(pattern.replaceAll("/\\{\\*[^}]*}", "").replace("/**", "").replaceAll("\\{[^}]*}", "me"));
				paths.add(pattern.replaceAll("\\{[^}]*}", "x.csv") + "/more");
			}
		}
		return List.copyOf(paths);
	}

	private interface Lookup {

		@Nullable
		HandlerMethod of(String path, HttpServletRequest request) throws Exception;
	}

	private static String answer(Lookup lookup, String method, String path, Map<String, String> headers) {
		var request = new MockHttpServletRequest(method, path);
		headers.forEach(request::addHeader);
		ServletRequestPathUtils.parseAndCache(request);
		try {
			var handler = lookup.of(path, request);
			return handler == null
					? "none"
					: handler.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) + " "
							+ request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) + " "
							+ request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
		}
		catch (HttpRequestMethodNotSupportedException e) {
			return "405 " + sorted(e.getSupportedHttpMethods());
		}
		catch (HttpMediaTypeException e) {
			return e.getStatusCode().value() + " " + sorted(e.getSupportedMediaTypes());
		}
		catch (Exception e) {
			return e.getClass() + " " + e.getMessage();
		}
	}

	private static List<String> sorted(@Nullable Collection<?> values) {
		return values == null ? List.of() : values.stream().map(String::valueOf).sorted().toList();
	}
}
