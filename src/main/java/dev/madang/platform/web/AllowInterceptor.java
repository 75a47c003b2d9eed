package dev.madang.platform.web;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

	/** By method; each belongs to one bean. */
	private final Map<Method, Optional<Allow>> allowed = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!(handler instanceof HandlerMethod method) || !isOurs(method)) {
			return true;
		}
		Viewers.requireNotRefused(request);
		var allow = allowed.computeIfAbsent(method.getMethod(), each -> find(method))
				.orElseThrow(() -> Problem.forbidden("forbidden"));
		var viewer = Viewers.current();
		if (!viewer.role().atLeast(allow.value())) {
			throw viewer.isMember() ? Problem.forbidden("forbidden") : Problem.unauthorized("sign-in-needed");
		}
		if (viewer.isMember() && allow.value() != Role.ANY) {
			requireScope(viewer, allow, request);
		}
		return true;
	}

	/** Others, such as the probes of health, are served whoever asks, and wait for no place. */
	static boolean isOurs(HandlerMethod method) {
		return method.getBeanType().getPackageName().startsWith("dev.madang");
	}

	private static Optional<Allow> find(HandlerMethod method) {
		return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allow.class))
				.or(() -> Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allow.class)));
	}

	private static void requireScope(Viewer viewer, Allow allow, HttpServletRequest request) {
		var writes = !HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod());
		if (allow.account() && !viewer.isSignIn() || writes && !viewer.standing().mayWrite()) {
			throw Problem.forbidden("scope-missing");
		}
	}
}
