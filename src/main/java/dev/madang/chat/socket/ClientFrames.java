package dev.madang.chat.socket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.chat.Fanout;
import dev.madang.chat.MessageForm;
import dev.madang.chat.Messages;
import dev.madang.chat.RoomEvent;
import dev.madang.chat.OwnRooms;
import dev.madang.platform.Failures;
import dev.madang.platform.Problem;
import dev.madang.platform.web.Problems;
import dev.madang.platform.web.RequestThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What clients say. Whatever is wrong with a frame is answered, and what cannot be answered ends the socket with a code. */
@Component
class ClientFrames {

	private static final Logger LOG = LoggerFactory.getLogger(ClientFrames.class);

	/** A frame of any type; what a type does not have is left out. */
	record Frame(@Nullable String type, @Nullable String token, @Nullable Map<String, Greeting.@Nullable Known> rooms,
			@Nullable Long room, @Nullable Long seq, @Nullable String body, @Nullable String clientId, @Nullable Long replyTo,
			@Nullable List<@Nullable Long> mediaIds, @Nullable String about) {
	}

	record Ack(String type, String clientId, long room, long seq, long id) {
	}

	record Pong(String type, Map<Long, Long> rooms) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Failure(String type, String code, String detail, @Nullable String clientId, @Nullable Integer retryAfter) {
	}

	/** So many sockets are served from the database at a time, however many there are: the pages need it too. */
	private final Semaphore turns = new Semaphore(16, true);

	/** And so many of a room: what is said there may wait for its row, and must not take the turns of all others with it. */
	private final List<Semaphore> roomTurns = Stream.generate(() -> new Semaphore(4, true)).limit(256).toList();

	private static final Set<String> WRITES = Set.of("send", "read", "typing");

	private final Messages messages;

	private final OwnRooms ownRooms;

	private final Conversation conversation;

	private final Problems problems;

	private final JsonMapper mapper;

	private final Fanout fanout;

	ClientFrames(Messages messages, OwnRooms ownRooms, Conversation conversation, Problems problems, JsonMapper mapper,
			Fanout fanout) {
		this.messages = messages;
		this.ownRooms = ownRooms;
		this.conversation = conversation;
		this.problems = problems;
		this.fanout = fanout;
		this.mapper = mapper.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
	}

	/** Takes one frame; on the thread of its socket, so that the next one waits, and no request waits for that thread. */
	void take(Connection connection, String text) {
		RequestThreads.lasts();
		connection.heard();
		if (!conversation.mayGoOn(connection)) {
			connection.close(CloseCode.FLOODING);
			return;
		}
		Frame frame = null;
		try {
			frame = read(text);
			serve(connection, frame);
		}
		catch (Problem problem) {
			answer(connection, problem, frame == null ? null : frame.clientId());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			connection.close(CloseCode.GOING_AWAY);
		}
		catch (RuntimeException e) {
			if (Failures.isTransient(e)) {
				LOG.warn("A frame could not be served, and is to be sent again: {}", e.getMessage());
			}
			else {
				LOG.error("A frame could not be served", e);
			}
			answer(connection, Problem.later(503, "busy", 5), frame == null ? null : frame.clientId());
		}
	}

	private Frame read(String text) {
		try {
			var frame = mapper.readValue(text, Frame.class);
			if (frame == null || frame.type() == null) {
				throw Problem.malformed("bad-frame");
			}
			return frame;
		}
		catch (JacksonException e) {
			throw Problem.malformed("bad-frame");
		}
	}

	private void serve(Connection connection, Frame frame) throws InterruptedException {
		var isHello = "hello".equals(frame.type());
		if (!isHello && !connection.isGreeted()) {
			throw Problem.unauthorized("hello-first");
		}
		if (WRITES.contains(frame.type()) && !connection.viewer().standing().mayWrite()) {
			throw Problem.forbidden("scope-missing");
		}
		switch (String.valueOf(frame.type())) {
			case "hello" -> hello(connection, frame);
			case "send" -> inTurnOf(room(frame), () -> send(connection, frame));
			case "read" -> inTurnOf(room(frame), () -> ownRooms.read(connection.viewer(), room(frame), given(frame.seq())));
			case "typing" -> typing(connection, room(frame));
			case "ping" -> connection.send(write(new Pong("pong", conversation.heads(connection))));
			default -> throw Problem.malformed("unknown-frame");
		}
	}

	private void inTurnOf(long room, Runnable work) throws InterruptedException {
		var ofRoom = roomTurns.get(Math.floorMod(room, roomTurns.size()));
		ofRoom.acquire();
		try {
			inTurn(work);
		}
		finally {
			ofRoom.release();
		}
	}

	private void inTurn(Runnable work) throws InterruptedException {
		turns.acquire();
		try {
			work.run();
		}
		finally {
			turns.release();
		}
	}

	private void hello(Connection connection, Frame frame) {
		if (connection.isGreeted()) {
			throw Problem.conflict("hello-twice");
		}
		var known = new HashMap<Long, Greeting.Known>();
		if (frame.rooms() != null) {
			frame.rooms().forEach((id, position) -> {
				if (id.matches("[1-9]\\d{0,17}") && position != null) {
					known.put(Long.parseLong(id), position);
				}
			});
		}
		conversation.begin(connection, frame.token(), known);
	}

	private void send(Connection connection, Frame frame) {
		var form = new MessageForm(frame.body(), frame.clientId(), frame.replyTo(), frame.mediaIds(), frame.about());
		var message = messages.send(connection.viewer(), room(frame), form);
		connection.send(write(new Ack("ack", message.clientId(), message.room(), message.seq(), message.id())));
	}

	private void typing(Connection connection, long room) {
		if (!connection.rooms().contains(room)) {
			throw Problem.notFound();
		}
		if (connection.allowance().takeTyping()) {
			fanout.publish(new RoomEvent(RoomEvent.Kind.TYPING, room, connection.viewer().id(), 0));
		}
	}

	private static long room(Frame frame) {
		return given(frame.room());
	}

	private static long given(@Nullable Long number) {
		if (number == null) {
			throw Problem.malformed("bad-frame");
		}
		return number;
	}

	private void answer(Connection connection, Problem problem, @Nullable String clientId) {
		var violation = problem.violations().isEmpty() ? null : problem.violations().getFirst();
		var said = write(new Failure("error", violation == null ? problem.code() : violation.code(),
				violation == null
						? problems.detail(problem, connection.locale())
						: problems.message(violation, connection.locale()),
				clientId, problem.retryAfterSeconds() == 0 ? null : problem.retryAfterSeconds()));
		if (problem.status() == 401) {
			connection.say(said, CloseCode.SIGN_IN_NEEDED);
		}
		else {
			connection.send(said);
		}
	}

	private String write(Object frame) {
		return mapper.writeValueAsString(frame);
	}
}
