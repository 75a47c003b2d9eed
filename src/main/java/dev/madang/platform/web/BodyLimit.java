package dev.madang.platform.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** No body is read beyond what the longest post can need, and no parameter reaches a handler that cannot be stored. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
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

	/** So many large bodies are read at once: each costs several times its size in memory. */
	private final Semaphore largeOnes = new Semaphore(3);

	private final Refusals refusals;

	BodyLimit(Refusals refusals) {
		this.refusals = refusals;
	}

	static final class TooLarge extends IOException {
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var length = request.getContentLengthLong();
		var most = most(request.getRequestURI());
		if (length > most) {
			refusals.send(request, response, new TooLarge());
			return;
		}
		var query = request.getQueryString();
		if (query != null && (query.contains("%00") || !isStorable(request))) {
			refusals.send(request, response, Problem.malformed("unstorable-character"));
			return;
		}
		var body = length < 0 ? new Limited(request, most) : request;
		if (most != MOST_BYTES_OF_A_FILE
				&& (length > MOST_BYTES || most > MOST_BYTES && request.getHeader("Transfer-Encoding") != null)) {
			inTurn(body, response, chain);
		}
		else {
			chain.doFilter(body, response);
		}
	}

	private static int most(String path) {
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

	private void inTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			if (!largeOnes.tryAcquire(15, TimeUnit.SECONDS)) {
				refusals.send(request, response, Problem.later(503, "busy", 5));
				return;
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			refusals.send(request, response, Problem.later(503, "busy", 5));
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			largeOnes.release();
		}
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

	private static final class Limited extends HttpServletRequestWrapper {

		private final int most;

		Limited(HttpServletRequest request, int most) {
			super(request);
			this.most = most;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new Counted(super.getInputStream(), most);
		}
	}

	private static final class Counted extends ServletInputStream {

		private final ServletInputStream stream;

		private int left;

		Counted(ServletInputStream stream, int most) {
			this.stream = stream;
			this.left = most;
		}

		@Override
		public int read() throws IOException {
			var read = stream.read();
			count(read < 0 ? 0 : 1);
			return read;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			var read = stream.read(bytes, offset, length);
			count(Math.max(read, 0));
			return read;
		}

		private void count(int bytes) throws IOException {
			left -= bytes;
			if (left < 0) {
				throw new TooLarge();
			}
		}

		@Override
		public boolean isFinished() {
			return stream.isFinished();
		}

		@Override
		public boolean isReady() {
			return stream.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			stream.setReadListener(listener);
		}
	}
}
