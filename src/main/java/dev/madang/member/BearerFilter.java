package dev.madang.member;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.web.ViewerAuthentication;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Takes the access token from the Authorization header; one that does not hold is 401 on public routes too. */
final class BearerFilter extends OncePerRequestFilter {

	private static final String SCHEME = "bearer ";

	private final AccessTokens tokens;

	private final HandlerExceptionResolver resolver;

	BearerFilter(AccessTokens tokens, HandlerExceptionResolver resolver) {
		this.tokens = tokens;
		this.resolver = resolver;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			try {
				var viewer = tokens.viewer(header.substring(SCHEME.length()).strip());
				SecurityContextHolder.setContext(new SecurityContextImpl(new ViewerAuthentication(viewer)));
			}
			catch (Problem problem) {
				resolver.resolveException(request, response, null, problem);
				return;
			}
		}
		chain.doFilter(request, response);
	}
}
