package dev.madang.platform.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has every body read through {@link IncomingBody}, whoever reads it: a handler, or the connector itself. */
@Component
class IncomingBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final Logger LOG = LoggerFactory.getLogger(IncomingBodies.class);

	/** A browser shows no answer while it is sending; who has not sent all after so long is cut off. */
	private static final Duration LONGEST_REST = Duration.ofSeconds(15);

	/** The attribute under which the connector's request is found. */
	static final String REQUEST = IncomingBodies.class.getName() + ".request";

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addEngineValves(new Valve());
	}

	private static final class Valve extends ValveBase {

		Valve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			var path = request.getRequestURI();
			if (path == null) {
				// refused by the connector, which knows no more of it than that
				getNext().invoke(request, response);
				return;
			}
			var connector = request.getCoyoteRequest();
			var source = connector.getInputBuffer();
			try (var body = new IncomingBody(source, BodyLimit.most(path), System::nanoTime)) {
				connector.setInputBuffer(body);
				request.setAttribute(REQUEST, connector);
				getNext().invoke(request, response);
				if (!request.isAsync() && !body.isEnded()) {
					readToItsEnd(request, response, body);
				}
			}
			finally {
				connector.setInputBuffer(source);
			}
		}

		/** What nobody has read: the answer is sent first, then the rest is read, so that its sender gets to see it. */
		private static void readToItsEnd(Request request, Response response, IncomingBody body) throws IOException {
			if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
				return;
			}
			response.finishResponse();
			var begun = System.nanoTime();
			var left = new BodyReceiver.Part();
			try {
				var read = 0;
				while (read >= 0 && System.nanoTime() - begun < LONGEST_REST.toNanos()) {
					read = body.doRead(left);
				}
			}
			catch (IOException tooMuchOrTooSlow) {
				LOG.debug("The rest of a body is not read", tooMuchOrTooSlow);
			}
			if (!body.isEnded()) {
				request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
		}
	}
}
