package dev.madang.platform.engine;

import org.jspecify.annotations.Nullable;

/** An engine failed, took too long, or was found unusable a moment ago, and was not asked. */
public final class EngineAway extends RuntimeException {

	private static final long serialVersionUID = 1L;

	EngineAway(String engine, @Nullable Throwable cause) {
		super(engine + " is away" + (cause == null ? "" : ": " + cause), cause);
	}
}
