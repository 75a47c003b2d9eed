package dev.madang.chat.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The open sockets of this node, for Prometheus. */
@Component
class SocketMetrics implements MeterBinder {

	private final Connections connections;

	SocketMetrics(Connections connections) {
		this.connections = connections;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("madang.chat.sockets", connections, Connections::size).description("Open sockets of chat")
				.register(registry);
	}
}
