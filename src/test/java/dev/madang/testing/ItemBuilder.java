package dev.madang.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community.Person;

/** An item that is about to be added: a film, by a new member, unless a test says otherwise. */
public final class ItemBuilder {

	private final Map<String, Object> fields = new HashMap<>(Map.of("kind", "film", "title", "영화 " + Community.unique("i")));

	private Supplier<Client> member;

	ItemBuilder(Community community) {
		member = () -> community.aMember().client();
	}

	public ItemBuilder by(Person person) {
		return by(person.client());
	}

	public ItemBuilder by(Client client) {
		member = () -> client;
		return this;
	}

	public ItemBuilder titled(String title) {
		return with("title", title);
	}

	public ItemBuilder of(String... creators) {
		return with("creators", List.of(creators));
	}

	public ItemBuilder book() {
		return with("kind", "book");
	}

	public ItemBuilder book(String isbn13) {
		return book().with("isbn13", isbn13);
	}

	/** A field as the API names it. */
	public ItemBuilder with(String field, Object value) {
		fields.put(field, value);
		return this;
	}

	/** Sends it; it may be refused. */
	public Answer send() {
		return member.get().post("/items", fields);
	}

	/** Sends it; the id that it got. */
	public long id() {
		return send().id();
	}
}
