package dev.madang.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.web.Prefetch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerMapping;

/** An answer to a GET as it was made, with status 200, to be given as often as it holds; in one form, compressed or not. */
final class Answer {

	record Header(String name, String value) {
	}

	/** As the connector does it: smaller ones do not gain. */
	private static final int COMPRESSED_FROM = 2048;

	private static final List<String> COMPRESSED = List.of("text/", "application/json", "application/atom+xml",
			"application/xml");

	/** Of objects and headers, beside the bytes. */
	private static final int OVERHEAD = 2048;

	/** As the connector's own (see platform's {@code Gzip}). */
	private static final int LEVEL = 3;

	private final byte[] body;

	private final boolean isGzipped;

	private final boolean variesByEncoding;

	private final List<Header> headers;

	private final @Nullable String type;

	private final @Nullable String etag;

	private final @Nullable String lastModified;

	private final @Nullable Object route;

	private final List<Runnable> eachTime;

	final Stamp stamp;

	/**
	 * @param gzip whether its readers take it compressed
	 * @param route the pattern of the route, for the request line
	 */
	Answer(byte[] bytes, boolean gzip, HttpServletResponse response, @Nullable Object route, List<Runnable> eachTime,
			Stamp stamp) {
		this.headers = response.getHeaderNames().stream().filter(name -> !"Content-Length".equalsIgnoreCase(name))
				.flatMap(name -> response.getHeaders(name).stream().map(value -> new Header(name, value))).toList();
		this.type = response.getContentType();
		this.etag = response.getHeader(HttpHeaders.ETAG);
		this.lastModified = response.getHeader(HttpHeaders.LAST_MODIFIED);
		this.route = route;
		this.eachTime = List.copyOf(eachTime);
		this.stamp = stamp;
		this.variesByEncoding = isCompressible(bytes.length);
		this.isGzipped = gzip && variesByEncoding;
		this.body = isGzipped ? gzip(bytes) : bytes;
	}

	/** What it takes of memory, in bytes. */
	int weight() {
		return body.length + OVERHEAD;
	}

	/** Gives it to another request. */
	void give(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if ("GET".equals(request.getMethod()) && !Prefetch.is(request)) {
			eachTime.forEach(Runnable::run);
		}
		if (route != null) {
			request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route);
		}
		write(request, response);
	}

	/** Writes it to a response in which nothing was set. */
	void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
		for (var header : headers) {
			response.addHeader(header.name(), header.value());
		}
		if (isKnown(request)) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return;
		}
		response.setContentType(type);
		if (variesByEncoding) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		}
		if (isGzipped) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
		}
		response.setContentLength(body.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(ByteBuffer.wrap(body));
		}
	}

	/** Whether the reader has it already; a tag says so better than a date (RFC 9110, 13.2.2). */
	private boolean isKnown(HttpServletRequest request) {
		var ifNoneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
		if (ifNoneMatch != null) {
			return isNamed(ifNoneMatch);
		}
		var since = request.getHeader(HttpHeaders.IF_MODIFIED_SINCE);
		return since != null && since.equals(lastModified);
	}

	/** Tags are compared weakly (RFC 9110, 13.1.2). */
	private boolean isNamed(String ifNoneMatch) {
		if (etag == null) {
			return false;
		}
		var tag = opaque(etag);
		for (var known : ifNoneMatch.split(",")) {
			if (known.strip().equals("*") || opaque(known.strip()).equals(tag)) {
				return true;
			}
		}
		return false;
	}

	private static String opaque(String tag) {
		return tag.startsWith("W/") ? tag.substring(2) : tag;
	}

	/** A strong tag promises the same bytes to everybody. */
	private boolean isCompressible(int length) {
		var mime = type;
		return length >= COMPRESSED_FROM && (etag == null || etag.startsWith("W/")) && mime != null
				&& COMPRESSED.stream().anyMatch(mime::startsWith);
	}

	static boolean acceptsGzip(HttpServletRequest request) {
		var encodings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
		return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
	}

	private static byte[] gzip(byte[] bytes) {
		var out = new ByteArrayOutputStream(bytes.length / 3);
		try (var gzip = new GZIPOutputStream(out) {
			{
				def.setLevel(LEVEL);
			}
		}) {
			gzip.write(bytes);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return out.toByteArray();
	}
}
