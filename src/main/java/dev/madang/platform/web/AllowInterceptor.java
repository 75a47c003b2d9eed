package dev.madang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Deny by default, decided after the route: so an unknown path is 404 and a wrong method 405 for everybody, before anybody
 * is asked to sign in.
 */
final class AllowInterceptor implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!(handler instanceof HandlerMethod method) || !method.getBeanType().getPackageName().startsWith("dev.madang")) {
			return true;
		}
		Viewers.requireNotRefused(request);
		var allow = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allow.class);
		if (allow == null) {
			allow = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allow.class);
		}
		if (allow == null) {
			throw Problem.forbidden("forbidden");
		}
		var viewer = Viewers.current();
		if (!viewer.role().atLeast(allow.value())) {
			throw viewer.isMember() ? Problem.forbidden("forbidden") : Problem.unauthorized("sign-in-needed");
		}
		if (viewer.isMember() && allow.value() != Role.ANY) {
			requireScope(viewer, allow, request);
		}
		return true;
	}

	private static void requireScope(Viewer viewer, Allow allow, HttpServletRequest request) {
		var writes = !HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod());
		if (allow.account() && !viewer.isSignIn() || writes && !viewer.standing().mayWrite()) {
			throw Problem.forbidden("scope-missing");
		}
	}
}
