package dev.madang.cache;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.SignInCookie;
import dev.madang.page.Preferences;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.GuestAnswers;
import dev.madang.search.Engine;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Gives guests what was made for another guest a moment ago, and lets one make what many ask for at once. */
final class GuestCacheFilter extends HttpFilter implements HandlerInterceptor {

	private static final long serialVersionUID = 1;

	private static final String MAKING = Making.class.getName();

	/** Larger ones are made for each. */
	private static final int MOST_BYTES = 1 << 20;

	/** What makes an answer another than that of its address alone. */
	private static final String[] BY_REQUEST = { HttpHeaders.AUTHORIZATION, HttpHeaders.RANGE, HttpHeaders.ORIGIN,
			"HX-Request" };

	private final transient GuestCache cache;

	private final transient SignInCookie signIn;

	private final transient Engine engine;

	private final transient Counter hits;

	private final transient Counter misses;

	GuestCacheFilter(GuestCache cache, SignInCookie signIn, Engine engine, Counter hits, Counter misses) {
		this.cache = cache;
		this.signIn = signIn;
		this.engine = engine;
		this.hits = hits;
		this.misses = misses;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		var key = key(request);
		var answer = key == null ? null : cache.find(key);
		if (answer == null && key != null && "GET".equals(request.getMethod()) && cache.isAskedAgain(key)) {
			var own = new Making(cache.stamp(address(request)));
			var other = cache.join(key, own);
			if (other == null) {
				make(key, own, request, response, chain);
				return;
			}
			answer = other.await();
		}
		if (answer == null) {
			chain.doFilter(request, response);
		}
		else {
			hits.increment();
			answer.give(request, response);
		}
	}

	/** What tells answers for guests apart; nothing for a request that is not like others. */
	private @Nullable String key(HttpServletRequest request) {
		var isGet = "GET".equals(request.getMethod());
		if (!isGet && !"HEAD".equals(request.getMethod()) || signIn.isIn(request)) {
			return null;
		}
		for (var header : BY_REQUEST) {
			if (request.getHeader(header) != null) {
				return null;
			}
		}
		var accept = request.getHeader(HttpHeaders.ACCEPT);
		return Preferences.of(request) + (Answer.acceptsGzip(request) ? " gzip " : " ")
				+ (accept == null ? "" : accept.contains("text/html") ? "html" : accept) + ' '
				+ index(request) + address(request);
	}

	private static String address(HttpServletRequest request) {
		var query = request.getQueryString();
		return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
	}

	/** How far the index is that answers those who look for words. */
	private String index(HttpServletRequest request) {
		var query = request.getQueryString();
		return query != null && query.contains(Invalidation.WORDS + '=') ? engine.place() + " " : "";
	}

	private void make(String key, Making making, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		var recorded = new RecordedResponse(response, making);
		request.setAttribute(MAKING, making);
		GuestAnswers.keptBy(request, making);
		Answer answer = null;
		byte[] bytes = null;
		try {
			chain.doFilter(new Unconditional(request, making), recorded);
			bytes = recorded.bytes();
			if (bytes != null && isForOthers(making, response, bytes)) {
				answer = new Answer(bytes, Answer.acceptsGzip(request), response,
						request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
						making.eachTime(), making.stamp);
			}
		}
		finally {
			cache.end(key, making, answer);
		}
		if (answer != null) {
			misses.increment();
			response.reset();
			answer.write(request, response);
		}
		else if (bytes != null) {
			response.setContentLength(bytes.length);
			response.getOutputStream().write(bytes);
		}
	}

	private static boolean isForOthers(Making making, HttpServletResponse response, byte[] bytes) {
		return making.isForAll() && response.getStatus() == HttpServletResponse.SC_OK && bytes.length <= MOST_BYTES
				&& !response.isCommitted() && !response.containsHeader(HttpHeaders.SET_COOKIE);
	}

	/** The handler is known: only what it makes for everybody is kept. */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getAttribute(MAKING) instanceof Making making) {
			making.decide(handler instanceof HandlerMethod method && method.hasMethodAnnotation(CachedForGuests.class));
		}
		return true;
	}

	/** What is made for everybody is made whole. */
	private static final class Unconditional extends HttpServletRequestWrapper {

		private final Making making;

		Unconditional(HttpServletRequest request, Making making) {
			super(request);
			this.making = making;
		}

		@Override
		public @Nullable String getHeader(String name) {
			return isHidden(name) ? null : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
		}

		@Override
		public long getDateHeader(String name) {
			return isHidden(name) ? -1 : super.getDateHeader(name);
		}

		private boolean isHidden(String name) {
			return making.isWanted() && (HttpHeaders.IF_NONE_MATCH.equalsIgnoreCase(name)
					|| HttpHeaders.IF_MODIFIED_SINCE.equalsIgnoreCase(name));
		}
	}
}
