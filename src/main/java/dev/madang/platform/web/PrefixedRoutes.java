package dev.madang.platform.web;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring's routes, of which only those are looked at that begin as the path does. Without that each request whose path has a
 * variable asks each of some hundreds, beginning with its method through all wrappers of the request.
 */
class PrefixedRoutes extends RequestMappingHandlerMapping {

	/** The path that this thread looks a route up for, decoded. */
	private final ThreadLocal<String> path = new ThreadLocal<>();

	private final Map<RequestMappingInfo, String> prefixes = new ConcurrentHashMap<>();

	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request) throws Exception {
		path.set(decoded(request));
		try {
			return super.lookupHandlerMethod(lookupPath, request);
		}
		finally {
			path.remove();
		}
	}

	private static String decoded(HttpServletRequest request) {
		var decoded = new StringBuilder();
		for (var element : ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements()) {
			decoded.append(element instanceof PathSegment segment ? segment.valueToMatch() : element.value());
		}
		return decoded.toString();
	}

	@Override
	protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo route, HttpServletRequest request) {
		var wanted = path.get();
		return wanted == null || wanted.startsWith(prefixes.computeIfAbsent(route, PrefixedRoutes::prefix))
				? super.getMatchingMapping(route, request)
				: null;
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
