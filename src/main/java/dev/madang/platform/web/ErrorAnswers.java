package dev.madang.platform.web;

import java.util.HashSet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** The one place where what was thrown becomes an answer: problem+json for programs, a page for people. */
@ControllerAdvice
@ConditionalOnWebApplication
class ErrorAnswers {

	private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

	private final Problems problems;

	private final ProblemPage problemPage;

	ErrorAnswers(Problems problems, ProblemPage problemPage) {
		this.problems = problems;
		this.problemPage = problemPage;
	}

	@ExceptionHandler
	@Nullable
	Object answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted()) {
			return null;
		}
		var problem = ProblemOf.exception(thrown);
		if (problem.status() == 500) {
			LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
		}
		if (wantsPage(request)) {
			response.setStatus(problem.status());
			return problemPage.of(problem, request);
		}
		var headers = new HttpHeaders();
		if (thrown instanceof HttpRequestMethodNotSupportedException wrong && wrong.getSupportedHttpMethods() != null) {
			var allowed = new HashSet<>(wrong.getSupportedHttpMethods());
			if (allowed.contains(HttpMethod.GET)) {
				allowed.add(HttpMethod.HEAD);
			}
			headers.setAllow(allowed);
		}
		var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return problems.answer(problem, path == null ? request.getRequestURI() : path.toString(), Languages.of(request),
				headers);
	}

	/** A person's browser asks for a page, outside of the API. */
	private static boolean wantsPage(HttpServletRequest request) {
		var accept = request.getHeader(HttpHeaders.ACCEPT);
		var original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		var path = original == null ? request.getRequestURI() : original.toString();
		return !path.startsWith("/api/") && accept != null && accept.contains("text/html");
	}
}
