package dev.madang.platform.web;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * From which address a request comes: the last one of X-Forwarded-For that none of the configured proxies has. From
 * anybody else that header is what somebody wrote, and is not believed.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrustedProxies extends OncePerRequestFilter {

	static final String HEADER = "X-Forwarded-For";

	/** @param proxies IP addresses or ranges ({@code 10.0.0.0/8}) of the proxies whose {@code X-Forwarded-For} is believed */
	@ConfigurationProperties("madang")
	record Properties(@DefaultValue List<String> proxies) {
	}

	private final List<IpAddressMatcher> proxies;

	TrustedProxies(Properties properties) {
		this.proxies = properties.proxies().stream().map(String::strip).map(IpAddressMatcher::new).toList();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var address = client(request);
		chain.doFilter(address.equals(request.getRemoteAddr()) ? request : new HttpServletRequestWrapper(request) {

			@Override
			public String getRemoteAddr() {
				return address;
			}
		}, response);
	}

	private String client(HttpServletRequest request) {
		var address = request.getRemoteAddr();
		var forwarded = String.join(",", Collections.list(request.getHeaders(HEADER))).split(",");
		for (int i = forwarded.length - 1; i >= 0 && isTrusted(address); i--) {
			var next = forwarded[i].strip();
			if (!isAddress(next)) {
				break;
			}
			address = next;
		}
		return address;
	}

	boolean isTrusted(String address) {
		return proxies.stream().anyMatch(proxy -> proxy.matches(address));
	}

	private static boolean isAddress(String text) {
		return text.length() <= 45 && text.matches("[0-9a-fA-F:.]*[:.][0-9a-fA-F:.]*");
	}
}
