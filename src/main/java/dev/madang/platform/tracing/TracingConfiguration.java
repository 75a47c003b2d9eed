package dev.madang.platform.tracing;

import java.time.Duration;

import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.Engines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces, where {@code madang.otlp.url} is set. Spans wait in a queue of 2,048 for a thread that sends them; more are dropped. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.otlp.url")
@EnableConfigurationProperties(TracingProperties.class)
class TracingConfiguration {

	private static final int MOST_WAITING = 2_048;

	private static final Duration WITHIN = Duration.ofSeconds(5);

	@Bean(destroyMethod = "close")
	SdkTracerProvider tracerProvider(TracingProperties properties, Engines engines) {
		return provider(properties, engines.add("traces", "madang.otlp.url", WITHIN), WITHIN);
	}

	/** @param within the most that the collector may take for a batch */
	static SdkTracerProvider provider(TracingProperties properties, Engine engine, Duration within) {
		var exporter = OtlpHttpSpanExporter.builder().setEndpoint(properties.endpoint()).setTimeout(within)
				.setConnectTimeout(Duration.ofSeconds(2)).setRetryPolicy(null).setMeterProvider(MeterProvider::noop).build();
		var processor = BatchSpanProcessor.builder(new CollectorExporter(exporter, engine, within))
				.setMaxQueueSize(MOST_WAITING)
				.setScheduleDelay(Duration.ofSeconds(1)).build();
		return SdkTracerProvider.builder().addSpanProcessor(processor)
				.setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.sampled())))
				.setResource(Resource.getDefault()
						.merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "madang"))))
				.build();
	}

	@Bean
	Traces traces(SdkTracerProvider provider) {
		return new Traces(provider);
	}
}
