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
import dev.madang.platform.Tally;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets few requests at once hold much in memory. A turn is for computing only: the request's body has come whole before
 * (see {@link BodyReceiver}), and its answer is sent afterwards, so that no slow client keeps a turn from others.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LargeRequests extends OncePerRequestFilter {

	/** One processor is left to all others; and each takes up to some thirty megabytes, of a heap of 192. */
	private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 2);

	/** Those that wait hold the text that they have come to; guests among them leave places to members. */
	private static final int MOST_WAITING = 16;

	private static final int MOST_WAITING_OF_GUESTS = 6;

	/** Of one member or address, at once. */
	private static final int MOST_OF_ONE = 8;

	/** Answers that wait in files for their readers. */
	private static final int MOST_SENT = 64;

	private static final int MOST_SENT_TO_GUESTS = 32;

	private static final int SECONDS_TO_WAIT = 10;

	private final RequestPlaces places;

	private final Semaphore turns = new Semaphore(AT_ONCE, true);

	private final Tally<String> members = new Tally<>(MOST_WAITING);

	private final Tally<String> guests = new Tally<>(MOST_WAITING_OF_GUESTS);

	private final Tally<String> sentToMembers = new Tally<>(MOST_SENT);

	private final Tally<String> sentToGuests = new Tally<>(MOST_SENT_TO_GUESTS);

	LargeRequests(RequestPlaces places) {
		this.places = places;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var turn = new LargeTurn(request);
		var memory = new RequestMemory(places, turn);
		var answer = new SpooledResponse(response, memory);
		memory.enter();
		try {
			chain.doFilter(request, answer);
			memory.giveBack();
			answer.send();
		}
		finally {
			RequestMemory.leave();
			memory.giveBack();
			turn.end();
			answer.close();
		}
	}

	/** The turn of one request, which it may take, give back and take again. */
	private final class LargeTurn implements RequestMemory.Turn {

		private final HttpServletRequest request;

		private String sender = "";

		private boolean guest;

		LargeTurn(HttpServletRequest request) {
			this.request = request;
		}

		@Override
		public void take() {
			requireRoomForTheAnswer();
			var waiting = guest ? guests : members;
			if (!waiting.add(sender, MOST_OF_ONE)) {
				throw Problem.later(503, "busy", 1);
			}
			try {
				if (!isItsTurn()) {
					throw Problem.later(503, "busy", 5);
				}
			}
			finally {
				waiting.remove(sender);
			}
		}

		private void requireRoomForTheAnswer() {
			if (sender.isEmpty()) {
				var by = Viewers.sender(request);
				guest = !Viewers.current().isMember();
				if (!(guest ? sentToGuests : sentToMembers).add(by, MOST_OF_ONE)) {
					throw Problem.later(503, "busy", 5);
				}
				sender = by;
			}
		}

		/** Nobody waits who holds a connection to the database. */
		private boolean isItsTurn() {
			if (TransactionSynchronizationManager.isActualTransactionActive()) {
				return turns.tryAcquire();
			}
			try {
				return turns.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		@Override
		public void release() {
			turns.release();
		}

		/** Its answer is sent. */
		void end() {
			if (!sender.isEmpty()) {
				(guest ? sentToGuests : sentToMembers).remove(sender);
			}
		}
	}
}
