package dev.madang.platform.web;

import java.io.IOException;

import dev.madang.platform.Problem;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the HTTP connector refuses by itself, before any filter: a NUL in a path, a header that is too long. Tomcat would
 * answer with a page of its own.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ConnectorErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final Problems problems;

	private final JsonMapper mapper;

	ConnectorErrors(Problems problems, JsonMapper mapper) {
		this.problems = problems;
		this.mapper = mapper;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextCustomizers(context -> context.getParent().getPipeline().addValve(new Report()));
	}

	private final class Report extends ErrorReportValve {

		@Override
		protected void report(Request request, Response response, Throwable thrown) {
			if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
				return;
			}
			var locale = Languages.of(request.getHeader("Accept-Language"));
			Problem problem = ProblemOf.ofStatus(response.getStatus());
			try {
				response.setContentType("application/problem+json");
				response.setCharacterEncoding("UTF-8");
				var writer = response.getReporter();
				if (writer != null) {
					writer.write(mapper.writeValueAsString(problems.body(problem, "about:blank", locale)));
					response.finishResponse();
				}
			}
			catch (IOException e) {
				LoggerFactory.getLogger(ConnectorErrors.class).debug("The connection went away before its error was told", e);
			}
		}
	}
}
