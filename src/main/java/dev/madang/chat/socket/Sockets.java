package dev.madang.chat.socket;

import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.madang.member.SignInCookie;
import dev.madang.member.SignIns;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens sockets. A cookie says who somebody is only where the page is one of ours; a token may come from anywhere. */
@RestController
@Tag(name = "Chat")
class Sockets {

	private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

	private static final String PROTOCOL = "madang.v1";

	private static final String VERSION = "13";

	/** So long somebody may take to read one frame before the socket is given up. */
	private static final long SEND_MILLIS = 10_000;

	private final Backlog backlog = new Backlog();

	private final Connections connections;

	private final ClientFrames frames;

	private final SignIns signIns;

	private final SiteUrl site;

	private final SignInCookie cookie;

	Sockets(Connections connections, ClientFrames frames, SignIns signIns, SiteUrl site,
			SignInCookie cookie) {
		this.cookie = cookie;
		this.connections = connections;
		this.frames = frames;
		this.signIns = signIns;
		this.site = site;
	}

	/** Becomes a socket, which speaks {@code madang.v1}. */
	@GetMapping("/api/v1/socket")
	@Allow(Role.ANY)
	void open(HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
		if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
				|| !VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
			response.setHeader("Upgrade", "websocket");
			response.setHeader("Sec-WebSocket-Version", VERSION);
			throw Problem.of(426, "socket-only");
		}
		var origin = request.getHeader("Origin");
		var foreign = origin != null && !isOurs(origin, request.getHeader("Host"));
		var identity = foreign
				? Identity.NOBODY
				: cookie.viewer(request).map(viewer -> new Identity(viewer, () -> signIns.byId(viewer.signInId())))
						.orElse(Identity.NOBODY);
		var entry = new Entry(identity, locale, foreign && cookie.isIn(request));
		var config = ServerEndpointConfig.Builder.create(SocketEndpoint.class, "/api/v1/socket")
				.subprotocols(List.of(PROTOCOL)).configurator(new ServerEndpointConfig.Configurator() {

					@Override
					public <T> T getEndpointInstance(Class<T> type) {
						return type.cast(new SocketEndpoint(entry));
					}

					// compression would cost some 200 KB a socket
					@Override
					public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
						return List.of();
					}

					@Override
					public boolean checkOrigin(String header) {
						return true;
					}
				}).build();
		var container = (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
		try {
			container.upgradeHttpToWebSocket(new WithoutHeaders(request), response, config, Map.of());
		}
		catch (DeploymentException e) {
			throw new IllegalStateException(e);
		}
	}

	/** The container keeps for each socket all headers that it can list; nobody asks for them again. */
	private static final class WithoutHeaders extends HttpServletRequestWrapper {

		private WithoutHeaders(HttpServletRequest request) {
			super(request);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			return Collections.emptyEnumeration();
		}
	}

	private boolean isOurs(String origin, String host) {
		return origin.equals(originOf(site.url()))
				|| origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
	}

	private static String originOf(String url) {
		var uri = URI.create(url);
		return uri.getScheme() + "://" + uri.getAuthority();
	}

	/** What the endpoint of one socket needs. */
	final class Entry {

		private final Identity identity;

		private final Locale locale;

		private final boolean foreign;

		private Entry(Identity identity, Locale locale, boolean foreign) {
			this.identity = identity;
			this.locale = locale;
			this.foreign = foreign;
		}

		Connection open(Session session) {
			session.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", SEND_MILLIS);
			session.setMaxIdleTimeout(0);
			var connection = new Connection(session, identity, locale, backlog);
			connections.open(connection);
			if (foreign) {
				connection.close(CloseCode.ORIGIN);
			}
			return connection;
		}

		void take(Connection connection, String text) {
			frames.take(connection, text);
		}

		void close(Connection connection) {
			connections.close(connection);
		}

		/** A line that broke is no fault of ours. */
		void failed(Connection connection, Throwable thrown) {
			if (!(thrown instanceof IOException)) {
				LOG.warn("A socket failed: {}", thrown.toString());
			}
			connections.close(connection);
		}
	}
}
