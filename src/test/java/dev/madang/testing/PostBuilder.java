package dev.madang.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community.Person;

/** A post that is about to be written: by a new member, on a new board, unless a test says by whom and where. */
public final class PostBuilder {

	private final Map<String, Object> fields = new HashMap<>(Map.of("title", "제목", "body", "본문"));

	private Supplier<Client> author;

	private Supplier<String> category;

	PostBuilder(Community community) {
		author = () -> community.aMember().client();
		category = community::aCategory;
	}

	public PostBuilder by(Person person) {
		return by(person.client());
	}

	public PostBuilder by(Client client) {
		author = () -> client;
		return this;
	}

	public PostBuilder in(String slug) {
		category = () -> slug;
		return this;
	}

	public PostBuilder titled(String title) {
		return with("title", title);
	}

	public PostBuilder saying(String body) {
		return with("body", body);
	}

	public PostBuilder tagged(String... tags) {
		return with("tags", List.of(tags));
	}

	public PostBuilder about(long item) {
		return with("itemId", item);
	}

	public PostBuilder rated(int rating) {
		return with("rating", rating);
	}

	public PostBuilder draft() {
		return with("status", "draft");
	}

	/** A field as the API names it. */
	public PostBuilder with(String field, Object value) {
		fields.put(field, value);
		return this;
	}

	/** Sends it; it may be refused. */
	public Answer send() {
		fields.put("category", category.get());
		return author.get().post("/posts", fields);
	}

	/** Sends it; the id that it got. */
	public long id() {
		return send().id();
	}
}
