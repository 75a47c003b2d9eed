package dev.madang.platform.web;

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Tally;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Receives a request's whole body once it is known who sends it, before anything waits for it or holds anything meanwhile:
 * whoever sends slowly keeps nobody else waiting, and what is large is taken from members only. Each chain of filters has
 * it behind those that find out who is asking.
 */
public final class BodyReceiver extends OncePerRequestFilter {

	/** More than any form that guests can send. */
	private static final int MOST_BYTES_OF_A_GUEST = 16 << 10;

	/** So many bodies that need a file may be on their way from one sender at once. */
	private static final int MOST_OF_ONE = 16;

	/** And so many in all, of guests and of members: a fraction of the connections that the program accepts. */
	private static final int MOST = 300;

	/** It is part of the chains of filters, and not one by itself. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	static class Registration {

		@Bean
		BodyReceiver bodyReceiver(Refusals refusals) {
			return new BodyReceiver(refusals);
		}

		@Bean
		FilterRegistrationBean<BodyReceiver> notByItself(BodyReceiver receiver) {
			var registration = new FilterRegistrationBean<>(receiver);
			registration.setEnabled(false);
			return registration;
		}
	}

	private final Refusals refusals;

	private final Tally<String> arriving = new Tally<>(MOST);

	private final Tally<String> arrivingOfGuests = new Tally<>(MOST);

	BodyReceiver(Refusals refusals) {
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			if (request.getAttribute(IncomingBodies.REQUEST) instanceof Request connector
					&& !BodyLimit.isFile(request.getRequestURI())
					&& hasBody(request)) {
				receive(request, connector);
			}
		}
		catch (Problem refused) {
			refusals.send(request, response, refused);
			return;
		}
		catch (IOException broken) {
			refusals.send(request, response, ProblemOf.ofBody(broken));
			return;
		}
		chain.doFilter(request, response);
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
	}

	private void receive(HttpServletRequest request, Request connector) throws IOException {
		var guest = !Viewers.current().isMember();
		var length = request.getContentLengthLong();
		requireMember(guest, length);
		var body = (IncomingBody) connector.getInputBuffer();
		if (!body.isThere(length)) {
			RequestThreads.lasts();
		}
		if (length >= 0 && length <= IncomingBody.IN_MEMORY) {
			receive(guest, connector, body);
		}
		else {
			inTally(request, () -> receive(guest, connector, body));
		}
		// now, and not in the middle of a transaction, which would keep its connection meanwhile
		RequestMemory.hold(RequestMemory.PER_CHARACTER * body.length());
		if (FormFields.parse(request)) {
			// a file within a form is on disk; its fields are what is held
			RequestMemory.letGo();
			RequestMemory.hold(RequestMemory.PER_CHARACTER * FormFields.length(request));
		}
	}

	private interface Receiving {

		void receive() throws IOException;
	}

	private void inTally(HttpServletRequest request, Receiving receiving) throws IOException {
		var sender = Viewers.sender(request);
		var tally = Viewers.current().isMember() ? arriving : arrivingOfGuests;
		if (!tally.add(sender, MOST_OF_ONE)) {
			throw Problem.later(429, "too-many-requests", 1);
		}
		try {
			receiving.receive();
		}
		finally {
			tally.remove(sender);
		}
	}

	private static void receive(boolean guest, Request connector, IncomingBody body) throws IOException {
		var part = new Part();
		while (connector.doRead(part) >= 0) {
			requireMember(guest, body.length());
			body.keep(part.getByteBuffer());
		}
		body.received();
	}

	private static void requireMember(boolean guest, long length) {
		if (guest && length > MOST_BYTES_OF_A_GUEST) {
			throw Problem.unauthorized("sign-in-needed");
		}
	}

	/** What was read last. */
	static final class Part implements ApplicationBufferHandler {

		private ByteBuffer bytes = ByteBuffer.allocate(0);

		@Override
		public void setByteBuffer(@Nullable ByteBuffer buffer) {
			bytes = buffer == null ? ByteBuffer.allocate(0) : buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return bytes;
		}

		@Override
		public void expand(int size) {
			// nothing is added to what was read
		}
	}
}
