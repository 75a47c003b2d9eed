package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The line of a request as JSON. No parser of Logstash's is to be had as a library, so that its form is checked as its encoder
 * documents it, and ECS by the fields that it requires.
 */
class StructuredLogTest {

	private static final JsonMapper STRICT = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private final Logger logger = (Logger) LoggerFactory.getLogger(ServedRequests.LOGGER);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final Level before = logger.getLevel();

	@BeforeEach
	void listen() {
		lines.start();
		logger.addAppender(lines);
		logger.setLevel(Level.INFO);
	}

	@AfterEach
	void leave() {
		MDC.remove(RequestTrace.ID);
		logger.setLevel(before);
		logger.detachAppender(lines);
	}

	private JsonNode line(String format) {
		var request = new MockHttpServletRequest("GET", "/p/12") {

			@Override
			public String getRequestId() {
				return "r-\"1\"\n";
			}
		};
		MDC.put(RequestTrace.ID, TRACE);
		new ServedRequests(new SimpleMeterRegistry()).tell(request, "/p/{id}", 200, null, 12_000_000);
		var event = lines.list.stream().filter(each -> each.getKeyValuePairs().toString().contains("r-")).findFirst()
				.orElseThrow();
		var context = logger.getLoggerContext();
		var known = context.getObject(Environment.class.getName());
		context.putObject(Environment.class.getName(), new MockEnvironment()
				.withProperty("spring.application.name", "madang").withProperty("spring.application.pid", "42"));
		try {
			var encoder = new StructuredLogEncoder();
			encoder.setContext(context);
			encoder.setFormat(format);
			encoder.setCharset(StandardCharsets.UTF_8);
			encoder.start();
			var text = new String(encoder.encode(event), StandardCharsets.UTF_8);
			assertThat(text).endsWith("\n").hasLineCount(1);
			return STRICT.readTree(text);
		}
		finally {
			if (known == null) {
				context.removeObject(Environment.class.getName());
			}
			else {
				context.putObject(Environment.class.getName(), known);
			}
		}
	}

	private static void isOfTheRequest(JsonNode line) {
		assertThat(line.path("id").asString("")).isEqualTo("r-\"1\"\n");
		assertThat(line.path("method").asString("")).isEqualTo("GET");
		assertThat(line.path("route").asString("")).isEqualTo("/p/{id}");
		assertThat(line.path("status").isInt()).isTrue();
		assertThat(line.path("status").asInt()).isEqualTo(200);
		assertThat(line.path("ms").asInt()).isEqualTo(12);
	}

	@Test
	void isLogstashs() {
		var line = line("logstash");
		assertThat(OffsetDateTime.parse(line.path("@timestamp").asString(""))).isNotNull();
		assertThat(line.path("@version").isString()).isTrue();
		assertThat(line.path("@version").asString("")).isEqualTo("1");
		for (var field : new String[]{ "message", "logger_name", "thread_name", "level" }) {
			assertThat(line.path(field).isString()).as(field).isTrue();
		}
		assertThat(line.path("level").asString("")).isEqualTo("INFO");
		assertThat(line.path("level_value").isInt()).isTrue();
		assertThat(line.path("level_value").asInt()).isEqualTo(20_000);
		assertThat(line.path("logger_name").asString("")).isEqualTo("madang.request");
		isOfTheRequest(line);
		assertThat(line.toString()).contains(TRACE);
	}

	@Test
	void isOfTheElasticCommonSchema() {
		var line = line("ecs");
		assertThat(Instant.parse(line.path("@timestamp").asString(""))).isNotNull();
		assertThat(line.at("/ecs/version").asString("")).matches("\\d+\\.\\d+(\\.\\d+)?");
		assertThat(line.at("/log/level").asString("")).isEqualTo("INFO");
		assertThat(line.at("/log/logger").asString("")).isEqualTo("madang.request");
		assertThat(line.at("/process/thread/name").isString()).isTrue();
		assertThat(line.at("/process/pid").isNumber()).isTrue();
		assertThat(line.at("/service/name").asString("")).isEqualTo("madang");
		assertThat(line.path("message").isString()).isTrue();
		assertThat(line.at("/trace/id").asString("")).isEqualTo(TRACE);
		isOfTheRequest(line);
	}
}
