package dev.madang.platform.tracing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;

/** Takes spans over HTTP as a collector does, and reads them with OpenTelemetry's own definitions. */
public final class OtlpReceiver implements AutoCloseable {

	private final HttpServer server;

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	private final List<String> services = new CopyOnWriteArrayList<>();

	public OtlpReceiver() {
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.createContext("/v1/traces", exchange -> {
			var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
			for (var resource : request.getResourceSpansList()) {
				resource.getResource().getAttributesList().stream().filter(each -> each.getKey().equals("service.name"))
						.forEach(each -> services.add(each.getValue().getStringValue()));
				resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
			}
			exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		server.start();
	}

	public int port() {
		return server.getAddress().getPort();
	}

	public List<Span> spans() {
		return spans;
	}

	public List<String> services() {
		return services;
	}

	@Override
	public void close() {
		server.stop(0);
	}
}
