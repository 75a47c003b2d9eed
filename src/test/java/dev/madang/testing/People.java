package dev.madang.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

import dev.madang.testing.Community.Person;

/** One of each kind of people that a community knows, around one owner of things. */
public final class People {

	private final Community community;

	private final Map<String, Person> people = new HashMap<>();

	private String category = "";

	private final Map<String, String> cookies = new HashMap<>();

	public People(Community community) {
		this.community = community;
		for (var role : new String[]{ "unconfirmed", "member", "owner", "blocked", "suspended" }) {
			people.put(role, community.aMember());
		}
		people.put("moderator", community.aModerator());
		people.put("admin", community.anAdmin());
		people.keySet().forEach(role -> cookies.put(role, cookieOf(people.get(role).id())));
		community.jdbc().sql("update member_email set confirmed_at = null where member_id = :id")
				.param("id", people.get("unconfirmed").id()).update();
		owner().client().put("/users/" + people.get("blocked").handle() + "/block");
		people.get("admin").client().put("/admin/users/" + people.get("suspended").handle() + "/states/suspended", "{}");
	}

	private String cookieOf(long memberId) {
		var secret = Community.unique("cookie");
		try {
			community.jdbc().sql("""
					insert into sign_in (member_id, session_hash, expires_at) values (:id, :hash, now() + interval '1 day')
					""").param("id", memberId).param("hash", MessageDigest.getInstance("SHA-256")
					.digest(secret.getBytes(StandardCharsets.UTF_8))).update();
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
		return "; madang=" + secret;
	}

	/** A board in which all of them write; each group of people has its own. */
	public String category() {
		if (category.isEmpty()) {
			var slug = Community.unique("c");
			category = people.get("admin").client().post("/categories", Map.of("slug", slug, "name", "게시판 " + slug))
					.text("/slug");
		}
		return category;
	}

	public Person owner() {
		return people.get("owner");
	}

	/** The API, as somebody of a role. */
	public Client client(String role) {
		return "anonymous".equals(role) ? community.anybody() : people.get(role).client();
	}

	/** What a browser of somebody of a role sends along, after its other cookies. */
	public String cookie(String role) {
		return cookies.getOrDefault(role, "");
	}
}
