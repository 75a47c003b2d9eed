package dev.madang.platform.web;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answer to a write that created something: its address, its entity tag where it has one, and itself. */
public record Created(String location, String etag, Object body) {

	Map<String, String> headers() {
		return etag.isEmpty()
				? Map.of(HttpHeaders.LOCATION, location)
				: Map.of(HttpHeaders.LOCATION, location, HttpHeaders.ETAG, etag);
	}

	static ResponseEntity<String> answer(int status, Map<String, String> headers, String json) {
		var entity = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
		headers.forEach(entity::header);
		return entity.body(json);
	}
}
