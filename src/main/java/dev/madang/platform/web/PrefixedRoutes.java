package dev.madang.platform.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring's routes, of which those are asked that begin as the path does. Without that each request whose path has a variable
 * asks each of some hundreds, beginning with its method through all wrappers of the request. Where it is not one that
 * matches, Spring decides as ever.
 */
class PrefixedRoutes extends RequestMappingHandlerMapping {

	private record Route(RequestMappingInfo mapping, HandlerMethod handler) {
	}

	/** By the segments that a route begins with. All are registered before the first request. */
	private volatile @Nullable Map<String, List<Route>> routes;

	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request) throws Exception {
		var known = routes;
		if (known == null) {
			known = byPrefix();
			routes = known;
		}
		var matching = new ArrayList<Route>();
		@Nullable
		RequestMappingInfo match = null;
		for (var prefix : prefixes(request)) {
			for (var route : known.getOrDefault(prefix, List.of())) {
				var found = getMatchingMapping(route.mapping(), request);
				if (found != null) {
					match = found;
					matching.add(route);
				}
			}
		}
		if (match == null || matching.size() != 1) {
			return super.lookupHandlerMethod(lookupPath, request);
		}
		var handler = matching.getFirst().handler();
		request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, handler);
		handleMatch(match, lookupPath, request);
		return handler;
	}

	private Map<String, List<Route>> byPrefix() {
		var known = new HashMap<String, List<Route>>();
		getHandlerMethods().forEach((mapping, handler) -> known
				.computeIfAbsent(prefix(mapping), each -> new ArrayList<>()).add(new Route(mapping, handler)));
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
		return pattern;
	}
}
