package dev.madang.platform.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What a browser fetches before anybody has asked for it: it is no view, and nothing is read by it. */
public final class Prefetch {

	private Prefetch() {
	}

	public static boolean is(HttpServletRequest request) {
		return request.getHeader("Sec-Purpose") != null;
	}

	/** Whether the current request is one. */
	public static boolean isCurrent() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
				&& is(attributes.getRequest());
	}
}
