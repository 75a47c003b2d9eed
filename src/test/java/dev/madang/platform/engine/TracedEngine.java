package dev.madang.platform.engine;

import java.time.Duration;

import dev.madang.testing.FaultyProxy;

/** An engine whose calls are traced. */
public final class TracedEngine {

	private TracedEngine() {
	}

	public static Engine by(EngineTrace traces) {
		return FaultyProxy.engine("shelf", Duration.ofSeconds(1)).tracedBy(traces);
	}
}
