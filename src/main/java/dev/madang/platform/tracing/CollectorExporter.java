package dev.madang.platform.tracing;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

import dev.madang.platform.engine.Engine;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Sends spans, on the thread of the queue. What a collector that is away does not take is dropped. */
final class CollectorExporter implements SpanExporter {

	private final SpanExporter collector;

	private final Engine engine;

	private final Duration within;

	CollectorExporter(SpanExporter collector, Engine engine, Duration within) {
		this.collector = collector;
		this.engine = engine;
		this.within = within;
	}

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		engine.tried(() -> {
			var result = collector.export(spans).join(within.toMillis(), TimeUnit.MILLISECONDS);
			if (!result.isSuccess()) {
				throw new IOException("the collector took no spans", result.getFailureThrowable());
			}
			return true;
		});
		return CompletableResultCode.ofSuccess();
	}

	@Override
	public CompletableResultCode flush() {
		return collector.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return collector.shutdown();
	}
}
