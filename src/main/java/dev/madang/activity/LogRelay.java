package dev.madang.activity;

import java.time.Duration;

import dev.madang.platform.OnWorkers;
import dev.madang.platform.SignalledLoop;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells workers that this node has written into the log, ten times a second at most. Where there is a dispatcher, its own commit tells
 * the others.
 */
@Component
@ConditionalOnWebApplication
@OnWorkers(false)
class LogRelay implements SmartLifecycle {

	private static final Duration GAP = Duration.ofMillis(100);

	/** A word that was lost is made good by the workers, which look every five seconds. */
	private static final Duration NOT_BY_ITSELF = Duration.ofHours(1);

	private final LogSignal signal;

	private final SignalledLoop loop = new SignalledLoop("log relay", GAP, this::tell);

	LogRelay(LogSignal signal) {
		this.signal = signal;
		signal.relayBy(loop::signal);
	}

	private Duration tell() {
		signal.tellOthers();
		return NOT_BY_ITSELF;
	}

	@Override
	public void start() {
		loop.start();
	}

	@Override
	public void stop() {
		loop.stop(Duration.ofSeconds(1));
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
