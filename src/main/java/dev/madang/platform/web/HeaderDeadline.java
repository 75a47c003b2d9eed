package dev.madang.platform.web;

import java.io.IOException;
import java.time.Duration;

import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Gives a connection up whose request has not come to the end of its headers after some time, however often another byte
 * comes: the connector's own time-out begins anew with each of them.
 */
@Component
@ConditionalOnWebApplication
class HeaderDeadline implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private final TrustedProxies proxies;

	HeaderDeadline(TrustedProxies proxies) {
		this.proxies = proxies;
	}

	/** A proxy on this machine needs no setting to be one of many people. */
	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.setProtocol(Protocol.class.getName());
		factory.addConnectorCustomizers(connector -> ((Protocol) connector.getProtocolHandler()).endpoint
				.setShared(address -> address.isLoopbackAddress() || proxies.isTrusted(address)));
	}

	/** Made by the server from its name. */
	public static final class Protocol extends Http11NioProtocol {

		final BoundedEndpoint endpoint;

		private Duration deadline = LONGEST;

		public Protocol() {
			this(new BoundedEndpoint());
		}

		private Protocol(BoundedEndpoint endpoint) {
			super(endpoint);
			this.endpoint = endpoint;
		}

		void setDeadline(Duration deadline) {
			this.deadline = deadline;
		}

		@Override
		protected Processor createProcessor() {
			return new DeadlineProcessor(this, getAdapter(), deadline);
		}
	}

	private static final class DeadlineProcessor extends Http11Processor {

		/** The connection whose headers have begun to come. */
		private @Nullable SocketWrapperBase<?> waitedFor;

		private final Duration deadline;

		private long since;

		DeadlineProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration deadline) {
			super(protocol, adapter);
			this.deadline = deadline;
			Gzip.installIn(this);
		}

		/** Asked for by each request once its headers have been read, and again by what cleans up after it. */
		@Override
		public Adapter getAdapter() {
			if (request.getRequestProcessor().getStage() == Constants.STAGE_SERVICE) {
				PageBuffers.growFor(request, getSocketWrapper());
			}
			return super.getAdapter();
		}

		@Override
		public SocketState service(SocketWrapperBase<?> connection) throws IOException {
			if (!connection.equals(waitedFor)) {
				waitedFor = connection;
				since = System.nanoTime();
			}
			else if (System.nanoTime() - since > deadline.toNanos()) {
				waitedFor = null;
				return SocketState.CLOSED;
			}
			var state = super.service(connection);
			if (state != SocketState.LONG || isAsync()) {
				waitedFor = null;
			}
			return state;
		}
	}
}
