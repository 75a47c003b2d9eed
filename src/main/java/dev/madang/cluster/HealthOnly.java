package dev.madang.cluster;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** All that a worker answers: how it is, and its metrics. There is no page and no API, nor a socket. */
@Component
@ConditionalOnProperty(name = "madang.role", havingValue = "worker")
class HealthOnly implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addEngineValves(new ValveBase(true) {

			@Override
			public void invoke(Request request, Response response) throws IOException, ServletException {
				if (request.getDecodedRequestURI().matches("/health(/liveness|/readiness)?|/metrics")) {
					getNext().invoke(request, response);
				}
				else {
					response.setStatus(HttpServletResponse.SC_NOT_FOUND);
				}
			}
		});
	}
}
