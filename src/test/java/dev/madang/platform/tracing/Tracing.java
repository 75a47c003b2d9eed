package dev.madang.platform.tracing;

import java.net.URI;
import java.time.Duration;

import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.EngineTrace;
import dev.madang.platform.web.RequestTrace;
import dev.madang.testing.FaultyProxy;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

/** What {@code madang.otlp.url} turns on, without the rest of the program. */
public final class Tracing implements AutoCloseable {

	private final Engine collector = FaultyProxy.engine("traces", Duration.ofSeconds(5));

	private final SdkTracerProvider provider;

	private final Traces traces;

	public Tracing(int port, double sampled) {
		provider = TracingConfiguration.provider(new TracingProperties(URI.create("http://127.0.0.1:" + port), sampled),
				collector, Duration.ofSeconds(1));
		traces = new Traces(provider);
	}

	public RequestTrace requests() {
		return traces;
	}

	public EngineTrace engines() {
		return traces;
	}

	public Engine collector() {
		return collector;
	}

	@Override
	public void close() {
		provider.close();
	}
}
