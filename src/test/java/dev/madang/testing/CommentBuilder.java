package dev.madang.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community.Person;

/** A comment that is about to be written: by a new member, on a new post, unless a test says by whom and where. */
public final class CommentBuilder {

	private final Map<String, Object> fields = new HashMap<>(Map.of("body", "댓글"));

	private Supplier<Client> author;

	private LongSupplier post;

	CommentBuilder(Community community) {
		author = () -> community.aMember().client();
		post = () -> community.aPost().id();
	}

	public CommentBuilder by(Person person) {
		return by(person.client());
	}

	public CommentBuilder by(Client client) {
		author = () -> client;
		return this;
	}

	public CommentBuilder on(long id) {
		post = () -> id;
		return this;
	}

	public CommentBuilder saying(String body) {
		fields.put("body", body);
		return this;
	}

	public CommentBuilder replyingTo(long parent) {
		fields.put("parentId", parent);
		return this;
	}

	/** Sends it; it may be refused. */
	public Answer send() {
		return author.get().post("/posts/" + post.getAsLong() + "/comments", fields);
	}

	/** Sends it; the id that it got. */
	public long id() {
		return send().id();
	}
}
