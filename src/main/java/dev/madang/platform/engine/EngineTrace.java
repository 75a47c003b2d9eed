package dev.madang.platform.engine;

import org.jspecify.annotations.Nullable;

/** Traces calls of engines, where a collector of traces is set. */
public interface EngineTrace {

	/** A call that is being made. */
	interface Active {

		void end(@Nullable Throwable failure);
	}

	Active begin(String engine);
}
