package dev.madang.testing;

import java.net.URI;
import java.util.Map;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community.Person;

/** Sends pictures as a program would. */
public final class Sending {

	private final Person person;

	public Sending(Person person) {
		this.person = person;
	}

	public Answer allow(String type, int size) {
		return person.client().post("/media/uploads", Map.of("contentType", type, "size", size, "filename", "x"));
	}

	/** The link of an upload, on this test's server. */
	public static String link(Answer allowed) {
		var link = URI.create(allowed.text("/upload/url"));
		return "!" + link.getRawPath() + "?" + link.getRawQuery();
	}

	/** Sends a file; the answer of the completion. */
	public Answer send(byte[] file, String type) {
		var allowed = allow(type, file.length);
		if (allowed.status() != 201) {
			return allowed;
		}
		var put = person.client().put(link(allowed), file, type);
		return put.status() != 204 ? put : person.client().post("/media/" + allowed.id() + "/complete", Map.of());
	}
}
