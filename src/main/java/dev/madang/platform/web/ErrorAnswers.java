package dev.madang.platform.web;

import java.util.HashSet;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** The one place where what was thrown becomes an answer: problem+json for programs, a page for people. */
@ControllerAdvice
@ConditionalOnWebApplication
class ErrorAnswers {

	private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

	private final Problems problems;

	ErrorAnswers(Problems problems) {
		this.problems = problems;
	}

	@ExceptionHandler
	@Nullable Object answer(Exception thrown, HttpServletRequest request, HttpServletResponse response, Locale locale) {
		if (response.isCommitted()) {
			return null;
		}
		var problem = ProblemOf.exception(thrown);
		if (problem.status() == 500) {
			LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
		}
		if (PageErrors.wantsPage(request)) {
			return page(problem, request, response);
		}
		var headers = new HttpHeaders();
		if (thrown instanceof HttpRequestMethodNotSupportedException wrong && wrong.getSupportedHttpMethods() != null) {
			var allowed = new HashSet<>(wrong.getSupportedHttpMethods());
			if (allowed.contains(HttpMethod.GET)) {
				allowed.add(HttpMethod.HEAD);
			}
			headers.setAllow(allowed);
		}
		return problems.answer(problem, request.getRequestURI(), locale, headers);
	}

	private static ModelAndView page(Problem problem, HttpServletRequest request, HttpServletResponse response) {
		response.setStatus(problem.status());
		if (problem.retryAfterSeconds() > 0) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfterSeconds()));
		}
		return PageErrors.show(problem, request);
	}
}
