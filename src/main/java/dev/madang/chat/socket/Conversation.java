package dev.madang.chat.socket;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.madang.member.BearerTokens;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The beginning of what is said on one socket, and how far it is. */
@Component
class Conversation {

	private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

	private final Connections connections;

	private final Greeting greeting;

	private final LiveRooms rooms;

	private final BearerTokens tokens;

	private final Entrances entrances;

	private final Limits limits;

	Conversation(Connections connections, Greeting greeting, LiveRooms rooms, BearerTokens tokens, Entrances entrances,
			Limits limits) {
		this.tokens = tokens;
		this.entrances = entrances;
		this.limits = limits;
		this.connections = connections;
		this.greeting = greeting;
		this.rooms = rooms;
	}

	/** Whether a socket may send another frame so soon. */
	boolean mayGoOn(Connection connection) {
		return !limits.areOn() || connection.allowance().take();
	}

	/**
	 * Begins; where that fails the socket is closed, so that its client comes again, rather than hears a part.
	 *
	 * @param token of whoever has no cookie
	 * @throws Problem 401 who is nobody
	 */
	void begin(Connection connection, @Nullable String token, Map<Long, Greeting.Known> known) {
		if (token != null) {
			connection.become(new Identity(entrances.inTurn(() -> tokens.viewer(token)), () -> again(token, connection)));
		}
		if (!connection.viewer().isMember()) {
			throw Problem.unauthorized("sign-in-needed");
		}
		connection.greet();
		connections.greeted(connection);
		try {
			entrances.inTurn(() -> {
				connections.hearNews(connection);
				return connection;
			});
			greeting.welcome(connection, known);
		}
		catch (RuntimeException e) {
			LOG.warn("Somebody who came could not be welcomed, and is to come again: {}", e.getMessage());
			connection.close(CloseCode.TOO_SLOW);
		}
	}

	/** A token of a sign-in ends sooner than this; what ends the socket is the end of the sign-in. */
	private Optional<Viewer> again(String token, Connection connection) {
		return tokens.again(token, connection.viewer());
	}

	/** How far the rooms are in which a socket has a seat. */
	Map<Long, Long> heads(Connection connection) {
		var heads = new HashMap<Long, Long>();
		connection.rooms().forEach(id -> {
			var room = rooms.find(id);
			if (room != null) {
				heads.put(id, room.last());
			}
		});
		return heads;
	}
}
