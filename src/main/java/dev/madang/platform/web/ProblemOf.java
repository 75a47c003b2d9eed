package dev.madang.platform.web;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import dev.madang.platform.Problem;
import dev.madang.platform.engine.EngineAway;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Which problem an exception means. What it does not know is a defect of ours: 500. */
final class ProblemOf {

	private ProblemOf() {
	}

	static Problem exception(Throwable thrown) {
		return switch (thrown) {
			case Problem problem -> problem;
			case IncomingBody.TooLarge _,MaxUploadSizeExceededException _ -> Problem.of(413, "body-too-large");
			case IncomingBody.TooSlow _ -> Problem.of(408, "body-too-slow");
			case ClientAbortException _,MultipartException _ -> ofBody(thrown);
			case InvalidParameterException _,InvalidPropertyException _ -> Problem.malformed("malformed");
			case HttpMessageNotReadableException unreadable -> unreadable(unreadable.getCause());
			case JacksonException json -> json(json);
			case IllegalArgumentException number when isOfJackson(number) -> Problem.malformed("malformed-json");
			case ArithmeticException number when isOfJackson(number) -> Problem.malformed("malformed-json");
			case MethodArgumentTypeMismatchException mismatch when mismatch.getParameter()
					.hasParameterAnnotation(PathVariable.class) ->
				Problem.notFound();
			case MethodArgumentTypeMismatchException mismatch -> Problem.malformed("bad-parameter", mismatch.getName());
			case MissingServletRequestParameterException missing -> Problem.malformed("bad-parameter",
					missing.getParameterName());
			case CannotCreateTransactionException _,DataAccessResourceFailureException _ -> Problem.later(503,
					"database-away", 5);
			case EngineAway _ -> Problem.later(503, "engine-away", 5);
			case CannotAcquireLockException _,PessimisticLockingFailureException _ -> Problem.later(503, "busy", 1);
			case DataIntegrityViolationException refused -> isOfTheValue(refused)
					? Problem.malformed("malformed")
					: Problem.conflict("changed-meanwhile");
			case ErrorResponse response -> ofStatus(response.getStatusCode().value());
			default -> Problem.of(500, "our-fault");
		};
	}

	/** Class 22 of SQL's states is of values that no column takes, such as a time in a distant year; 23 of what others wrote. */
	private static boolean isOfTheValue(DataIntegrityViolationException refused) {
		return refused.getMostSpecificCause() instanceof SQLException sql
				&& String.valueOf(sql.getSQLState()).startsWith("22");
	}

	/** Jackson does not wrap what java.math throws of a number that it cannot count to, such as 1e99999999999. */
	private static boolean isOfJackson(RuntimeException thrown) {
		return Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getClassName)
				.filter(name -> !name.startsWith("java.")).findFirst().filter(name -> name.startsWith("tools.jackson."))
				.isPresent();
	}

	static Problem ofStatus(int status) {
		return switch (status) {
			case 401 -> Problem.unauthorized("sign-in-needed");
			case 403 -> Problem.forbidden("forbidden");
			case 404 -> Problem.notFound();
			case 405 -> Problem.of(405, "method-not-allowed");
			case 408 -> Problem.of(408, "body-too-slow");
			case 406 -> Problem.of(406, "not-acceptable");
			case 413 -> Problem.of(413, "body-too-large");
			case 415 -> Problem.of(415, "unsupported-media-type");
			case 503 -> Problem.later(503, "busy", 5);
			case 501, 505 -> Problem.of(status, "malformed");
			default -> status >= 400 && status < 500 ? Problem.of(status, "malformed") : Problem.of(500, "our-fault");
		};
	}

	/** What went wrong while a body was read, whoever has wrapped it; one that is no form, or ends early, is malformed. */
	static Problem ofBody(Throwable thrown) {
		for (var cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof IncomingBody.TooLarge || cause instanceof IncomingBody.TooSlow) {
				return exception(cause);
			}
			if (cause instanceof SocketTimeoutException) {
				return Problem.of(408, "body-too-slow");
			}
		}
		return Problem.malformed("malformed");
	}

	private static Problem unreadable(@Nullable Throwable cause) {
		for (var thrown = cause; thrown != null; thrown = thrown.getCause()) {
			if (thrown instanceof IncomingBody.TooLarge || thrown instanceof IncomingBody.TooSlow) {
				return exception(thrown);
			}
		}
		return cause instanceof JacksonException json ? json(json) : Problem.malformed("malformed-json");
	}

	private static Problem json(JacksonException thrown) {
		var field = field(thrown);
		return switch (thrown) {
			case StrictJson.UnstorableText _ -> Problem.invalid(field, "unstorable-character");
			case UnrecognizedPropertyException _ -> of400("unknown-field", field);
			case InputCoercionException _ -> field.isEmpty() ? Problem.malformed("wrong-type") : of400("wrong-type", field);
			case DatabindException _ when !field.isEmpty() -> of400("wrong-type", field);
			default -> Problem.malformed("malformed-json");
		};
	}

	private static Problem of400(String code, String field) {
		return Problem.of(400, code, List.of(new Problem.Violation(field, code, List.of())));
	}

	private static String field(JacksonException thrown) {
		var path = new StringBuilder();
		for (var reference : thrown.getPath()) {
			if (reference.getPropertyName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
		}
		return path.toString();
	}
}
