package dev.madang.testing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A form of POST with one file, which comes last. */
public final class MultipartForm {

	private MultipartForm() {
	}

	public static HttpRequest request(String url, Map<String, String> fields, byte[] file) {
		var body = new ByteArrayOutputStream();
		fields.forEach((name, value) -> body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"" + name
				+ "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
		body.writeBytes(
				"--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Type: application/octet-stream\r\n\r\n"
						.getBytes(StandardCharsets.UTF_8));
		body.writeBytes(file);
		body.writeBytes("\r\n--limit--\r\n".getBytes(StandardCharsets.UTF_8));
		return HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "multipart/form-data; boundary=limit")
				.POST(BodyPublishers.ofByteArray(body.toByteArray())).build();
	}
}
