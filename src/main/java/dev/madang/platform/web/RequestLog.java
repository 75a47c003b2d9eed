package dev.madang.platform.web;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Tells of each request when it is served. No handler answers later than its method returns. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLog extends OncePerRequestFilter {

	private final ServedRequests served;

	private final @Nullable RequestTrace traces;

	RequestLog(ServedRequests served, Optional<RequestTrace> traces) {
		this.served = served;
		this.traces = traces.orElse(null);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var trace = traces == null ? null : traces.begin(request);
		if (trace != null) {
			MDC.put(RequestTrace.ID, trace.id());
		}
		var begun = System.nanoTime();
		var active = served.begin(request);
		@Nullable
		Throwable error = null;
		try {
			chain.doFilter(request, response);
		}
		catch (Exception e) {
			error = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
			response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
			throw e;
		}
		finally {
			active.stop();
			var route = (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
			var failure = error == null ? ServedRequests.error(request) : error;
			served.tell(request, route, response.getStatus(), failure, System.nanoTime() - begun);
			if (trace != null) {
				MDC.remove(RequestTrace.ID);
				trace.end(route, response.getStatus(), failure);
			}
		}
	}
}
