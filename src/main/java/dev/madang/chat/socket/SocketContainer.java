package dev.madang.chat.socket;

import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Has the container keep as little of a socket as it can: ten thousand at 86 KB each would be most of a small machine. Frames are
 * read in pieces, so buffers need no room for a whole one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(SocketProperties.class)
class SocketContainer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

	private static final String BUFFER = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

	private final SocketProperties properties;

	SocketContainer(SocketProperties properties) {
		this.properties = properties;
	}

	/** After Spring Boot, which sets how many connections there may be. */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		// read once, when the container's classes are loaded
		if (System.getProperty(BUFFER) == null) {
			System.setProperty(BUFFER, "512");
		}
		factory.addContextCustomizers(context -> {
			context.addParameter("org.apache.tomcat.websocket.textBufferSize", "256");
			context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", "64");
			context.addServletContainerInitializer(new WsSci(), null);
		});
		factory.addConnectorCustomizers(connector -> {
			var most = Integer.parseInt(String.valueOf(connector.getProperty("maxConnections")));
			connector.setProperty("maxConnections", String.valueOf(most + properties.sockets()));
			// each connection has them for as long as it is open: a page asks for more (PageBuffers), and no other connection gets that
			connector.setProperty("socket.appReadBufSize", "1024");
			connector.setProperty("socket.appWriteBufSize", "1024");
			connector.setProperty("socket.bufferPool", "0");
		});
	}
}
