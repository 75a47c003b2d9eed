package dev.madang.platform.tracing;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A collector of traces.
 *
 * @param url the URL of an OpenTelemetry collector that takes OTLP over HTTP, such as {@code http://localhost:4318}; traces of requests
 * are sent to its {@code /v1/traces}
 * @param sampled the share of requests that are traced, from 0 to 1. A request that comes with a {@code traceparent} is traced if
 * that says so
 */
@ConfigurationProperties("madang.otlp")
record TracingProperties(@Nullable URI url, @DefaultValue("0.1") double sampled) {

	TracingProperties {
		if (url != null && (!String.valueOf(url.getScheme()).matches("https?") || url.getHost() == null)) {
			throw new IllegalArgumentException("madang.otlp.url must begin with http:// or https://, not " + url);
		}
		if (!(sampled >= 0 && sampled <= 1)) {
			throw new IllegalArgumentException("madang.otlp.sampled must be from 0 to 1, not " + sampled);
		}
	}

	String endpoint() {
		var address = String.valueOf(url).replaceAll("/+$", "");
		return address.endsWith("/v1/traces") ? address : address + "/v1/traces";
	}
}
