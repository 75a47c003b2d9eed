package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.google.protobuf.ByteString;
import dev.madang.platform.Problem;
import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.TracedEngine;
import dev.madang.platform.tracing.OtlpReceiver;
import dev.madang.platform.tracing.Tracing;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.Span;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

/** Requests behind the filter that tells of them, with a collector that takes OTLP over HTTP. */
@Aside
class RequestTraceTest {

	private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00f067aa0ba902b7";

	private final OtlpReceiver collector = new OtlpReceiver();

	private final ServedRequests served = new ServedRequests(new SimpleMeterRegistry());

	@AfterEach
	void stop() {
		collector.close();
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

	/** A request with that header, if any, for a route, and what is done meanwhile. */
	private void serve(Tracing tracing, String traceparent, FilterChain chain) throws ServletException, IOException {
		var request = new MockHttpServletRequest("GET", "/p/12");
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/p/{id}");
		if (!traceparent.isEmpty()) {
			request.addHeader("traceparent", traceparent);
		}
		new RequestLog(served, Optional.of(tracing.requests())).doFilter(request, new MockHttpServletResponse(), chain);
	}

	private List<Span> arrived(int count) {
		Awaitility.await().until(() -> collector.spans().size() >= count);
		return List.copyOf(collector.spans());
	}

	@Test
	void aRequestIsTracedUnderTheIdItCameWithAndSoAreTheEnginesItAsks() throws ServletException, IOException {
		var messages = new ResourceBundleMessageSource();
		messages.setBasename("messages");
		messages.setDefaultEncoding("UTF-8");
		var told = new ArrayList<Map<String, Object>>();
		try (var tracing = new Tracing(collector.port(), 0)) {
			var engine = TracedEngine.by(tracing.engines());
			serve(tracing, "00-" + ID + "-" + PARENT + "-01", (request, response) -> {
				assertThat(MDC.get(RequestTrace.ID)).isEqualTo(ID);
				told.add(Objects.requireNonNull(
						new Problems(messages).body(Problem.notFound(), "/p/12", Locale.ENGLISH).getProperties()));
				assertThat(engine.tried(() -> "there")).contains("there");
				assertThat(engine.tried(RequestTraceTest::fail)).isEmpty();
			});
			assertThat(MDC.get(RequestTrace.ID)).isNull();
			var spans = arrived(3);
			assertThat(spans).extracting(span -> hex(span.getTraceId())).containsOnly(ID);
			var server = spans.stream().filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER).toList();
			assertThat(server).hasSize(1).allSatisfy(span -> {
				assertThat(span.getName()).isEqualTo("GET /p/{id}");
				assertThat(hex(span.getParentSpanId())).isEqualTo(PARENT);
				assertThat(span.getAttributesList()).anyMatch(each -> each.getKey().equals("http.response.status_code")
						&& each.getValue().getIntValue() == 200);
			});
			assertThat(spans).filteredOn(span -> span.getName().equals("shelf")).hasSize(2)
					.allMatch(span -> span.getParentSpanId().equals(server.getFirst().getSpanId()));
		}
		assertThat(told.getFirst()).containsEntry("trace", ID);
		assertThat(collector.services()).contains("madang");
	}

	private static String fail() throws IOException {
		throw new IOException("gone");
	}

	@Test
	void whatIsNotSampledIsNotSentButHasAnId() throws ServletException, IOException {
		try (var tracing = new Tracing(collector.port(), 0)) {
			serve(tracing, "", (request, response) -> assertThat(MDC.get(RequestTrace.ID)).matches("[0-9a-f]{32}"));
			serve(tracing, "00-" + ID + "-" + PARENT + "-00", (request, response) -> {
				// is served
			});
			serve(tracing, "nonsense", (request, response) -> assertThat(MDC.get(RequestTrace.ID)).doesNotContain("nonsense"));
			serve(tracing, "00-" + ID + "-" + PARENT + "-01", (request, response) -> {
				// is served
			});
			assertThat(arrived(1)).hasSize(1);
		}
	}

	@Test
	void withoutACollectorNothingHasAnId() throws ServletException, IOException {
		new RequestLog(served, Optional.empty()).doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(),
				(request, response) -> assertThat(MDC.get(RequestTrace.ID)).isNull());
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void requestsDoNotNoticeACollectorThatFails(Fault fault) throws ServletException, IOException {
		try (var proxy = new FaultyProxy(collector.port()); var tracing = new Tracing(proxy.port(), 1)) {
			proxy.become(fault);
			var begun = System.nanoTime();
			for (int i = 0; i < 10_000; i++) {
				serve(tracing, "", (request, response) -> {
					// is served
				});
			}
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("ten thousand requests")
					.isLessThan(Duration.ofSeconds(10));
			if (fault != Fault.FLAPS) {
				Awaitility.await().until(() -> isAway(tracing.collector()));
			}
			proxy.become(Fault.NONE);
			Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
				serve(tracing, "00-" + ID + "-" + PARENT + "-01", (request, response) -> {
					// is served
				});
				return collector.spans().stream().anyMatch(span -> hex(span.getTraceId()).equals(ID));
			});
			assertThat(collector.spans()).as("those that waited are few").hasSizeLessThan(10_000);
		}
	}

	private static boolean isAway(Engine engine) {
		return engine.isAway();
	}
}
