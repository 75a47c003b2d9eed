package dev.madang.platform.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** No body may be longer than what its path can need, and no parameter reaches a handler that cannot be stored. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class BodyLimit extends OncePerRequestFilter {

	/** A comment of 20,000 characters whose every one is escaped, and more than any other body needs. */
	private static final int MOST_BYTES = 256 << 10;

	/** A post of 1 MB whose every character is escaped, and some room for the rest. */
	private static final int MOST_BYTES_OF_A_POST = 7 << 20;

	/** A picture of a member, and some more, so that one that is a little too large is told so at its field. */
	private static final int MOST_BYTES_OF_A_PICTURE = 15 << 20;

	private static final Pattern PICTURE = Pattern.compile("/api/v1/users/me/picture|/settings/picture");

	/** A picture that is written to a file as it comes, and costs no memory; its link says how long it is. */
	private static final int MOST_BYTES_OF_A_FILE = 21 << 20;

	private static final Pattern FILE = Pattern.compile("/api/v1/media/\\d+/file");

	/** A picture within a form, with what is being written. */
	private static final Pattern PICTURE_IN_A_FORM = Pattern
			.compile("/write(/pictures)?|/p/\\d+/edit|/products/(pictures|new|\\d+/edit)|/items/\\d+/edit");

	private static final Pattern POST = Pattern.compile("/api/v1/posts(/\\d+)?|/write/preview");

	private final Refusals refusals;

	BodyLimit(Refusals refusals) {
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var length = request.getContentLengthLong();
		if (length > MOST_BYTES && length > most(request.getRequestURI())) {
			refusals.send(request, response, new IncomingBody.TooLarge());
			return;
		}
		var query = request.getQueryString();
		if (query != null && (query.contains("%00") || !isStorable(request))) {
			refusals.send(request, response, Problem.malformed("unstorable-character"));
			return;
		}
		chain.doFilter(request, response);
	}

	/** How many bytes a body may have at a path. */
	static int most(String path) {
		if (POST.matcher(path).matches()) {
			return MOST_BYTES_OF_A_POST;
		}
		if (FILE.matcher(path).matches()) {
			return MOST_BYTES_OF_A_FILE;
		}
		if (PICTURE_IN_A_FORM.matcher(path).matches()) {
			return MOST_BYTES_OF_A_FILE + MOST_BYTES_OF_A_POST;
		}
		return PICTURE.matcher(path).matches() ? MOST_BYTES_OF_A_PICTURE : MOST_BYTES;
	}

	/** Whether a body is written to a file by its handler as it comes, and by a link that says who may send it. */
	static boolean isFile(String path) {
		return FILE.matcher(path).matches();
	}

	private static boolean isStorable(HttpServletRequest request) {
		try {
			return !"GET".equals(request.getMethod()) || request.getParameterMap().values().stream()
					.allMatch(values -> Arrays.stream(values).allMatch(Texts::isStorable));
		}
		catch (InvalidParameterException undecodable) {
			return false;
		}
	}
}
