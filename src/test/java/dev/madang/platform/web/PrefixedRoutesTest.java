package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPatternParser;

/** Leaving routes out of the search for one must not leave out the one. */
class PrefixedRoutesTest {

	private static final RequestMappingInfo.BuilderConfiguration CONFIGURATION = new RequestMappingInfo.BuilderConfiguration();

	static {
		CONFIGURATION.setPatternParser(new PathPatternParser());
	}

	private static RequestMappingInfo route(String... patterns) {
		return RequestMappingInfo.paths(patterns).options(CONFIGURATION).build();
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/posts/{id}, /api/v1/posts", "/api/v1/posts, /api/v1/posts", "/pictures/{*rest}, /pictures",
			"/about/**, /about", "/, ''", "/{handle}, ''", "/feed-{board}.xml, ''", "/a/b?/c, /a" })
	void aPrefixEndsBeforeTheFirstSegmentThatMayBeAny(String pattern, String prefix) {
		assertThat(PrefixedRoutes.prefix(route(pattern))).isEqualTo(prefix);
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/posts/{id}, 4", "/, 0", "/{handle}, 1", "/feed-{board}.xml, 1", "/pictures/{*rest}, -1", "/a/**, -1",
			"/a/{b:[a-z]+}, -1" })
	void aPatternSaysHowManySegmentsAPathHas(String pattern, int segments) {
		assertThat(PrefixedRoutes.segments(route(pattern))).isEqualTo(segments);
	}

	@Test
	void aRouteOfSeveralPatternsHasNone() {
		assertThat(PrefixedRoutes.prefix(route("/a/{id}", "/b/{id}"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/posts/12, one", "/api/v1/%70osts/12, one", "/api/v1/posts;a=b/12, one", "/api/v1/posts, all",
			"/pictures, rest", "/pictures/a/b, rest", "/api/v1/post/12,", "/elsewhere," })
	void aPathFindsTheRouteThatItFoundWithout(String path, String found) throws Exception {
		var routes = new PrefixedRoutes();
		register(routes, "/api/v1/posts/{id}", "one");
		register(routes, "/api/v1/posts", "all");
		register(routes, "/pictures/{*rest}", "rest");
		var request = new MockHttpServletRequest("GET", path);
		ServletRequestPathUtils.parseAndCache(request);
		var handler = routes.lookupHandlerMethod(path, request);
		assertThat(handler == null ? null : handler.getMethod().getName()).isEqualTo(found);
	}

	private void register(PrefixedRoutes routes, String pattern, String method) throws NoSuchMethodException {
		routes.registerMapping(route(pattern), this,
				getClass().getDeclaredMethod(method));
	}

	void one() {
	}

	void all() {
	}

	void rest() {
	}
}
