package dev.madang.platform;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused, as its sender should know it. The code is stable; the words for it are in the message bundles
 * under {@code problem.CODE}. One place turns it into RFC 9457 problem+json or a page.
 */
public final class Problem extends RuntimeException {

	/** What is wrong with one field; its words are under {@code violation.CODE}. */
	public record Violation(String field, String code, List<Object> arguments) {
	}

	private final int status;

	private final String code;

	private final transient List<Object> arguments;

	private final transient List<Violation> violations;

	private final int retryAfterSeconds;

	private Problem(int status, String code, List<Object> arguments, List<Violation> violations, int retryAfterSeconds,
			@Nullable Throwable cause) {
		super(code, cause);
		this.status = status;
		this.code = code;
		this.arguments = arguments;
		this.violations = violations;
		this.retryAfterSeconds = retryAfterSeconds;
	}

	public static Problem of(int status, String code, Object... arguments) {
		return new Problem(status, code, List.of(arguments), List.of(), 0, null);
	}

	/** 400: the request is not what it should be, before anything is said about its sense. */
	public static Problem malformed(String code, Object... arguments) {
		return of(400, code, arguments);
	}

	public static Problem unauthorized(String code) {
		return of(401, code);
	}

	public static Problem forbidden(String code, Object... arguments) {
		return of(403, code, arguments);
	}

	/** 404: not there, or not the viewer's to know of. */
	public static Problem notFound() {
		return of(404, "not-found");
	}

	public static Problem conflict(String code, Object... arguments) {
		return of(409, code, arguments);
	}

	public static Problem of(int status, String code, List<Violation> violations) {
		return new Problem(status, code, List.of(), violations, 0, null);
	}

	/** 422 for one field. */
	public static Problem invalid(String field, String code, Object... arguments) {
		return of(422, "invalid", List.of(new Violation(field, code, List.of(arguments))));
	}

	/** 429 or 503, with the time after which it may be tried again. */
	public static Problem later(int status, String code, int seconds) {
		return new Problem(status, code, List.of(), List.of(), seconds, null);
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	public int status() {
		return status;
	}

	public String code() {
		return code;
	}

	public List<Object> arguments() {
		return arguments;
	}

	public List<Violation> violations() {
		return violations;
	}

	/** 0 where it does not apply. */
	public int retryAfterSeconds() {
		return retryAfterSeconds;
	}
}
