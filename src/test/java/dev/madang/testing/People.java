package dev.madang.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.madang.testing.Community.Person;

/** One of each kind of people that a community knows, around one owner of things; they join as they are asked for. */
public final class People {

	private final Community community;

	private final Map<String, Person> people = new HashMap<>();

	private String category = "";

	private final Map<Person, String> sessions = new HashMap<>();

	public People(Community community) {
		this.community = community;
	}

	private Person person(String role) {
		var known = people.get(role);
		return known == null ? join(role) : known;
	}

	private Person join(String role) {
		var person = switch (role) {
			case "moderator" -> community.aModerator();
			case "admin" -> community.anAdmin();
			default -> community.aMember();
		};
		people.put(role, person);
		sessions.put(person, community.aSession(person));
		switch (role) {
			case "unconfirmed" -> community.jdbc().sql("update member_email set confirmed_at = null where member_id = :id")
					.param("id", person.id()).update();
			case "blocked" -> owner().client().put("/users/" + person.handle() + "/block");
			case "suspended" -> person("admin").client().put("/admin/users/" + person.handle() + "/states/suspended", "{}");
			default -> {
			}
		}
		return person;
	}

	/** A board in which all of them write; each group of people has its own. */
	public String category() {
		if (category.isEmpty()) {
			var slug = Community.unique("c");
			category = person("admin").client().post("/categories", Map.of("slug", slug, "name", "게시판 " + slug))
					.text("/slug");
		}
		return category;
	}

	public Person owner() {
		return person("owner");
	}

	/** The API, as somebody of a role. */
	public Client client(String role) {
		return "anonymous".equals(role) ? community.anybody() : person(role).client();
	}

	/** The cookie of a browser of somebody of a role; nothing if they are not signed in. */
	public Optional<String> session(String role) {
		return "anonymous".equals(role) ? Optional.empty() : Optional.ofNullable(sessions.get(person(role)));
	}
}
