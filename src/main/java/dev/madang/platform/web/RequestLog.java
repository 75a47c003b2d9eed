package dev.madang.platform.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * One line a request, without its body, its query or any token. The route is the pattern, not the path, so that lines can
 * be counted by it.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLog extends OncePerRequestFilter {

	private static final Logger LOG = LoggerFactory.getLogger("madang.request");

	/** The attribute under which a filter chain leaves the member's id for this line. */
	static final String MEMBER = RequestLog.class.getName() + ".member";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var start = System.nanoTime();
		try {
			chain.doFilter(request, response);
		}
		finally {
			var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
			LOG.atInfo().addKeyValue("id", request.getRequestId()).addKeyValue("member", request.getAttribute(MEMBER))
					.addKeyValue("method", request.getMethod()).addKeyValue("route", pattern == null ? "-" : pattern)
					.addKeyValue("status", response.getStatus()).addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
					.log("request");
		}
	}
}
