/** Traces for an OpenTelemetry collector. Without one nothing of it is loaded. */
@org.jspecify.annotations.NullMarked
package dev.madang.platform.tracing;
