package dev.madang.chat.socket;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import dev.madang.chat.MessageFrames;
import dev.madang.chat.MessageReading;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's rooms, beside those of the application and on its database, and what the sockets hear that are in them. */
public final class TestNode implements AutoCloseable {

	/** A frame of a socket, and when it came. */
	public record Frame(JsonNode json, long at) {

		boolean is(String type) {
			return json.at("/type").asString("").equals(type);
		}

		public long seq() {
			return json.at("/seq").asLong();
		}
	}

	private final Map<Long, List<Frame>> heard = new ConcurrentHashMap<>();

	private final LiveRooms rooms;

	private final RoomEvents events;

	private final ClusterSignals signals;

	private final LocalFanout local;

	private final JsonMapper mapper;

	public TestNode(ApplicationContext context) {
		mapper = context.getBean(JsonMapper.class);
		var jdbc = context.getBean(JdbcClient.class);
		rooms = new LiveRooms(context.getBean(MessageReading.class), context.getBean(MessageFrames.class));
		events = new RoomEvents(rooms, context.getBean(Connections.class), context.getBean(Greeting.class), jdbc, mapper);
		signals = new ClusterSignals(context.getBean(DataSource.class), jdbc, context.getBeanProvider(SignalRelay.class));
		local = new LocalFanout(signals, events);
		signals.start();
	}

	public LocalFanout local() {
		return local;
	}

	public RoomEvents events() {
		return events;
	}

	/** Gives a socket a seat in a room of which nothing was said yet. */
	public void sit(long room) {
		var frames = new CopyOnWriteArrayList<Frame>();
		heard.put(room, frames);
		var remote = proxy(RemoteEndpoint.Basic.class, frames, null);
		var connection = new Connection(proxy(Session.class, frames, remote), Identity.NOBODY, Locale.ENGLISH, new Backlog());
		rooms.sit(room, connection);
		var live = Objects.requireNonNull(rooms.find(room));
		live.settle(connection, 0);
		live.listen(connection);
	}

	private <T> T proxy(Class<T> type, List<Frame> frames, @Nullable Object answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{ type }, (proxy, method, arguments) -> {
			if (method.getName().equals("sendText")) {
				frames.add(new Frame(mapper.readTree(String.valueOf(arguments[0])), System.nanoTime()));
			}
			return answer;
		}));
	}

	/** How far a room is here. */
	long last(long room) {
		return Objects.requireNonNull(rooms.find(room)).last();
	}

	/** The frames of a type that the socket of a room has heard, in order. */
	public List<Frame> frames(long room, String type) {
		return heard.getOrDefault(room, List.of()).stream().filter(frame -> frame.is(type)).toList();
	}

	public List<Long> seqs(long room) {
		return frames(room, "message").stream().map(Frame::seq).toList();
	}

	@Override
	public void close() {
		signals.stop();
	}
}
