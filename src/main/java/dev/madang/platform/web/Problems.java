package dev.madang.platform.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.madang.platform.Problem;
import org.slf4j.MDC;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Puts a problem into the reader's words, as RFC 9457 has it. */
@Component
public class Problems {

	private final MessageSource messages;

	Problems(MessageSource messages) {
		this.messages = messages;
	}

	public String title(int status, Locale locale) {
		var known = messages.getMessage("status." + status, null, "", locale);
		return known == null || known.isEmpty() ? messages.getMessage("status." + status / 100, null, locale) : known;
	}

	public String detail(Problem problem, Locale locale) {
		return messages.getMessage("problem." + problem.code(), problem.arguments().toArray(), locale);
	}

	public String message(Problem.Violation violation, Locale locale) {
		return messages.getMessage("violation." + violation.code(), violation.arguments().toArray(), locale);
	}

	public ProblemDetail body(Problem problem, String path, Locale locale) {
		var body = ProblemDetail.forStatus(problem.status());
		body.setType(URI.create("urn:madang:problem:" + problem.code()));
		body.setTitle(title(problem.status(), locale));
		body.setDetail(detail(problem, locale));
		body.setInstance(URI.create(path));
		body.setProperty("code", problem.code());
		var trace = MDC.get(RequestTrace.ID);
		if (trace != null) {
			body.setProperty("trace", trace);
		}
		if (!problem.violations().isEmpty()) {
			body.setProperty("errors", errors(problem, locale));
		}
		return body;
	}

	private List<Map<String, String>> errors(Problem problem, Locale locale) {
		return problem.violations().stream().map(violation -> {
			var error = new LinkedHashMap<String, String>();
			error.put("field", violation.field());
			error.put("code", violation.code());
			error.put("message", message(violation, locale));
			return (Map<String, String>) error;
		}).toList();
	}

	ResponseEntity<Object> answer(Problem problem, String path, Locale locale, HttpHeaders more) {
		var headers = new HttpHeaders();
		headers.putAll(more);
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (problem.status() == 401) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		if (problem.retryAfterSeconds() > 0) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfterSeconds()));
		}
		return new ResponseEntity<>(body(problem, path, locale), headers, HttpStatusCode.valueOf(problem.status()));
	}
}
