package dev.madang.platform.web;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets few requests at once hold much in memory. A turn is for computing only: the request's body has come whole before
 * (see {@link BodyReception}), and its answer is sent afterwards, so that no slow client keeps a turn from others.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LargeRequests extends OncePerRequestFilter {

	/** One processor is left to all others; and each takes up to some thirty megabytes, of a heap of 192. */
	private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 2);

	/** Those that wait hold the text that they have come to. */
	private static final int MOST_WAITING = 16;

	/** Of one member or address, at once. */
	private static final int MOST_OF_ONE = 8;

	private static final int SECONDS_TO_WAIT = 10;

	private final Semaphore turns = new Semaphore(AT_ONCE, true);

	private final Tally<String> bySender = new Tally<>(MOST_OF_ONE, MOST_WAITING + AT_ONCE);

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var turn = new Turn(request);
		var memory = new RequestMemory(turn::take);
		var answer = new SpooledResponse(response, memory);
		memory.enter();
		try {
			chain.doFilter(request, answer);
		}
		finally {
			RequestMemory.leave();
			turn.release();
			answer.send();
		}
	}

	private final class Turn {

		private final HttpServletRequest request;

		private String sender = "";

		Turn(HttpServletRequest request) {
			this.request = request;
		}

		void take() {
			var by = Viewers.sender(request);
			if (!bySender.add(by)) {
				throw Problem.later(503, "busy", 1);
			}
			try {
				if (!turns.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
					throw Problem.later(503, "busy", 5);
				}
				sender = by;
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw Problem.later(503, "busy", 5);
			}
			finally {
				if (sender.isEmpty()) {
					bySender.remove(by);
				}
			}
		}

		void release() {
			if (!sender.isEmpty()) {
				turns.release();
				bySender.remove(sender);
			}
		}
	}
}
