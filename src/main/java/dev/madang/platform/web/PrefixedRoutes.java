package dev.madang.platform.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring's routes, of which those are asked that begin as the path does and have as many segments. Without that each request
 * whose path has a variable, and each that has no route, asks each of some hundreds, beginning with its method through all
 * wrappers of the request. Where several match, Spring decides as ever. They are asked before other mappings, which have little
 * else than the probes.
 */
class PrefixedRoutes extends RequestMappingHandlerMapping {

	/** As many segments as there may be. */
	private static final int ANY = -1;

	private record Route(RequestMappingInfo mapping, HandlerMethod handler, int segments, boolean reads) {

		static Route of(RequestMappingInfo mapping, HandlerMethod handler) {
			var methods = mapping.getMethodsCondition().getMethods();
			return new Route(mapping, handler, PrefixedRoutes.segments(mapping),
					methods.isEmpty() || methods.contains(RequestMethod.GET));
		}
	}

	/** By the segments that a route begins with. All are registered before the first request. */
	private volatile @Nullable Map<String, List<Route>> routes;

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request) throws Exception {
		var candidates = candidates(request);
		var get = HttpMethod.GET.matches(request.getMethod());
		var matching = new ArrayList<Route>();
		@Nullable
		RequestMappingInfo match = null;
		for (var route : candidates) {
			var found = get && !route.reads() ? null : getMatchingMapping(route.mapping(), request);
			if (found != null) {
				match = found;
				matching.add(route);
			}
		}
		if (match == null) {
			return handleNoMatch(candidates.stream().map(Route::mapping).collect(Collectors.toCollection(LinkedHashSet::new)),
					lookupPath, request);
		}
		if (matching.size() > 1) {
			return super.lookupHandlerMethod(lookupPath, request);
		}
		var handler = matching.getFirst().handler();
		request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, handler);
		handleMatch(match, lookupPath, request);
		return handler;
	}

	private List<Route> candidates(HttpServletRequest request) {
		var known = routes;
		if (known == null) {
			known = byPrefix();
			routes = known;
		}
		var prefixes = prefixes(request);
		var candidates = new ArrayList<Route>();
		for (var prefix : prefixes) {
			for (var route : known.getOrDefault(prefix, List.of())) {
				if (route.segments() == ANY || route.segments() == prefixes.size() - 1) {
					candidates.add(route);
				}
			}
		}
		return candidates;
	}

	private Map<String, List<Route>> byPrefix() {
		var known = new HashMap<String, List<Route>>();
		getHandlerMethods().forEach((mapping, handler) -> known
				.computeIfAbsent(prefix(mapping), each -> new ArrayList<>()).add(Route.of(mapping, handler)));
		return known;
	}

	/** The beginnings of a path, decoded, each longer by a segment. */
	private static List<String> prefixes(HttpServletRequest request) {
		var prefixes = new ArrayList<>(List.of(""));
		var prefix = new StringBuilder();
		for (var element : ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements()) {
			if (element instanceof PathSegment segment) {
				prefixes.add(prefix.append(segment.valueToMatch()).toString());
			}
			else {
				prefix.append(element.value());
			}
		}
		return prefixes;
	}

	/** The segments before the first that may be any, which stand in all of a route's patterns. */
	static String prefix(RequestMappingInfo route) {
		var patterns = Objects.requireNonNull(route.getPathPatternsCondition()).getPatternValues();
		if (patterns.size() != 1) {
			return "";
		}
		var pattern = patterns.iterator().next();
		for (int i = 0; i < pattern.length(); i++) {
			if ("{*?".indexOf(pattern.charAt(i)) >= 0) {
				return pattern.substring(0, Math.max(0, pattern.lastIndexOf('/', i)));
			}
		}
		return pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
	}

	/** How many segments a path must have, where the pattern says so. */
	static int segments(RequestMappingInfo route) {
		var patterns = Objects.requireNonNull(route.getPathPatternsCondition()).getPatternValues();
		var pattern = patterns.iterator().next();
		if (patterns.size() != 1 || pattern.contains("**") || pattern.contains("{*") || pattern.contains(":")) {
			return ANY;
		}
		return (int) Arrays.stream(pattern.split("/")).filter(segment -> !segment.isEmpty()).count();
	}
}
