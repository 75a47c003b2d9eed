package dev.madang.media;

import java.net.URI;
import java.util.Map;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community.Person;

/** Sends pictures as a program would. */
final class Sending {

	private final Person person;

	Sending(Person person) {
		this.person = person;
	}

	Answer allow(String type, int size) {
		return person.client().post("/media/uploads", Map.of("contentType", type, "size", size, "filename", "x"));
	}

	/** The link of an upload, on this test's server. */
	static String link(Answer allowed) {
		var link = URI.create(allowed.text("/upload/url"));
		return "!" + link.getRawPath() + "?" + link.getRawQuery();
	}

	/** Sends a file; the answer of the completion. */
	Answer send(byte[] file, String type) {
		var allowed = allow(type, file.length);
		if (allowed.status() != 201) {
			return allowed;
		}
		var put = person.client().put(link(allowed), file, type);
		return put.status() != 204 ? put : person.client().post("/media/" + allowed.id() + "/complete", Map.of());
	}
}
