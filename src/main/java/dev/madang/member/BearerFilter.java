package dev.madang.member;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.web.Viewers;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes the access token from the Authorization header; one that does not hold is 401 on public routes too. */
final class BearerFilter extends OncePerRequestFilter {

	private static final String SCHEME = "bearer ";

	private final BearerTokens tokens;

	BearerFilter(BearerTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && (header + " ").regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			try {
				var token = (header + " ").substring(SCHEME.length()).strip();
				Viewers.enter(request, tokens.viewer(token));
			}
			catch (Problem problem) {
				Viewers.refuse(request, problem);
			}
		}
		chain.doFilter(request, response);
	}
}
