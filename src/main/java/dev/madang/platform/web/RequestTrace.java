package dev.madang.platform.web;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/** Traces requests, where a collector of traces is set. */
public interface RequestTrace {

	/** The key under which lines of the log and problems have the trace's id. */
	String ID = "trace.id";

	/** The trace of the request that this thread serves. */
	interface Active {

		String id();

		/** @param error what was thrown, where no handler has made an answer of it */
		void end(@Nullable String route, int status, @Nullable Throwable error);
	}

	Active begin(HttpServletRequest request);
}
