package dev.madang.platform.web;

import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.Problem;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.MediaType;

/** The fields of a form that was sent. */
final class FormFields {

	private FormFields() {
	}

	/**
	 * Has them read now, where what the container throws on a malformed one is known to be about that.
	 *
	 * @return whether there are any
	 * @throws Problem 413 for fields that are more or longer than any form's, 400 for a form that cannot be read
	 */
	static boolean parse(HttpServletRequest request) {
		var type = request.getContentType();
		if (type == null || !isForm(type)) {
			return false;
		}
		try {
			return !request.getParameterMap().isEmpty();
		}
		catch (InvalidParameterException malformed) {
			throw malformed.getErrorCode() == 413 ? Problem.of(413, "body-too-large") : Problem.malformed("malformed");
		}
		catch (IllegalStateException tooMuch) {
			throw Problem.of(413, "body-too-large");
		}
	}

	static long length(HttpServletRequest request) {
		return request.getParameterMap().values().stream().flatMap(Arrays::stream).mapToLong(String::length).sum();
	}

	private static boolean isForm(String type) {
		return type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
				|| type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}
}
