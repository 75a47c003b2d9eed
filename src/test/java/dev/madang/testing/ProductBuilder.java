package dev.madang.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community.Person;

/** A product that is about to be offered: by a new member for 12,000 won, unless a test says otherwise. */
public final class ProductBuilder {

	private final Map<String, Object> fields = new HashMap<>(Map.of("name", "물건 " + Community.unique("p")));

	private Supplier<Client> seller;

	ProductBuilder(Community community) {
		seller = () -> community.aMember().client();
		priced(12_000, "KRW");
	}

	public ProductBuilder by(Person person) {
		return by(person.client());
	}

	public ProductBuilder by(Client client) {
		seller = () -> client;
		return this;
	}

	public ProductBuilder named(String name) {
		return with("name", name);
	}

	public ProductBuilder saying(String description) {
		return with("description", description);
	}

	public ProductBuilder priced(Number amount, String currency) {
		return with("price", Map.of("amount", amount, "currency", currency));
	}

	/** A field as the API names it. */
	public ProductBuilder with(String field, Object value) {
		fields.put(field, value);
		return this;
	}

	/** Sends it; it may be refused. */
	public Answer send() {
		return seller.get().post("/products", fields);
	}

	/** Sends it; the id that it got. */
	public long id() {
		return send().id();
	}
}
