package dev.madang.platform.tracing;

import dev.madang.platform.engine.EngineTrace;
import dev.madang.platform.web.RequestTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A span a request, and one for each call of an engine meanwhile, named as OpenTelemetry's conventions have it. */
final class Traces implements RequestTrace, EngineTrace {

	private static final int SERVER_ERROR = 500;

	private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {

		@Override
		public Iterable<String> keys(HttpServletRequest request) {
			return () -> request.getHeaderNames().asIterator();
		}

		@Override
		public @Nullable String get(@Nullable HttpServletRequest request, String name) {
			return request == null ? null : request.getHeader(name);
		}
	};

	private final Tracer tracer;

	Traces(TracerProvider provider) {
		this.tracer = provider.get("dev.madang");
	}

	/** The scope is closed at the request's end. */
	@Override
	@SuppressWarnings("MustBeClosedChecker")
	public RequestTrace.Active begin(HttpServletRequest request) {
		var from = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
		var span = tracer.spanBuilder(request.getMethod()).setParent(from).setSpanKind(SpanKind.SERVER)
				.setAttribute("http.request.method", request.getMethod())
				.setAttribute("madang.request.id", request.getRequestId())
				.startSpan();
		var scope = span.makeCurrent();
		return new RequestTrace.Active() {

			@Override
			public String id() {
				return span.getSpanContext().getTraceId();
			}

			@Override
			public void end(@Nullable String route, int status, @Nullable Throwable error) {
				scope.close();
				if (route != null) {
					span.updateName(request.getMethod() + " " + route).setAttribute("http.route", route);
				}
				span.setAttribute("http.response.status_code", status);
				if (status >= SERVER_ERROR) {
					span.setStatus(StatusCode.ERROR);
				}
				if (error != null) {
					span.setAttribute("error.type", error.getClass().getName());
				}
				span.end();
			}
		};
	}

	@Override
	public EngineTrace.Active begin(String engine) {
		if (!Span.current().getSpanContext().isValid()) {
			return failure -> {
				// outside of requests nothing is traced
			};
		}
		var span = tracer.spanBuilder(engine).setSpanKind(SpanKind.CLIENT).setAttribute("peer.service", engine).startSpan();
		return failure -> {
			if (failure != null) {
				span.setStatus(StatusCode.ERROR).setAttribute("error.type", failure.getClass().getName());
			}
			span.end();
		};
	}
}
