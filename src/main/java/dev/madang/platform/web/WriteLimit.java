package dev.madang.platform.web;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Limits;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** How much one address may change, whoever sits behind it: a classroom is let through, a flood is not. */
final class WriteLimit implements HandlerInterceptor {

	private static final int MOST = 1200;

	private final Limits limits;

	WriteLimit(Limits limits) {
		this.limits = limits;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod())) {
			limits.takeFrom(request.getRemoteAddr(), "write", MOST, Duration.ofMinutes(10));
		}
		return true;
	}
}
