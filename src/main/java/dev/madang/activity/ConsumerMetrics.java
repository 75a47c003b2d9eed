package dev.madang.activity;

import java.util.List;
import java.util.function.ToLongFunction;

import dev.madang.activity.Lags.Lag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The consumers' lags for Prometheus. A consumer that lags is no reason to call the server unhealthy. */
@Component
@ConditionalOnWebApplication
class ConsumerMetrics {

	private final Lags lags;

	private final MultiGauge rows;

	private final MultiGauge seconds;

	private final MultiGauge parked;

	ConsumerMetrics(Lags lags, MeterRegistry registry) {
		this.lags = lags;
		rows = MultiGauge.builder("madang.log.consumer.lag.rows").description("Entries of the log not read yet")
				.register(registry);
		seconds = MultiGauge.builder("madang.log.consumer.lag.seconds")
				.description("Seconds since the oldest of them was written")
				.register(registry);
		parked = MultiGauge.builder("madang.log.consumer.parked").description("Entries that failed and were set aside")
				.register(registry);
	}

	@Scheduled(fixedDelayString = "PT15S")
	void measure() {
		var all = lags.all();
		show(rows, all, Lag::rows);
		show(seconds, all, Lag::seconds);
		show(parked, all, Lag::parked);
	}

	private static void show(MultiGauge gauge, List<Lag> lags, ToLongFunction<Lag> value) {
		gauge.register(lags.stream().map(lag -> Row.of(Tags.of("consumer", lag.name()), value.applyAsLong(lag))).toList(),
				true);
	}
}
