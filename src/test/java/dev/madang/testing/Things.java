package dev.madang.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.madang.testing.Community.Person;

/** What addresses name: things of one owner, made when they are asked for, shown, hidden or not there at all. */
public final class Things {

	/** How a thing is. */
	public enum State {
		SHOWN, HIDDEN, DELETED
	}

	private static final long NOWHERE = 9_000_000_000L;

	private final Community community;

	private final People people;

	private final Person owner;

	private final State state;

	private final Map<String, Long> made = new HashMap<>();

	public Things(Community community, People people, State state) {
		this.community = community;
		this.people = people;
		this.owner = people.owner();
		this.state = state;
	}

	public State state() {
		return state;
	}

	/** Makes others from now on: somebody changed those that were made. */
	public void forget() {
		made.clear();
	}

	/** Puts things in the place of their names in a path or body. */
	public String fill(String text) {
		var filled = text;
		filled = filled.replace("{itemId}", "{id}").replace("{item}",
				String.valueOf(text.contains("{item}") ? once("other item", () -> community.anItem().id()) : 0));
		if (filled.contains("{id}")) {
			filled = filled.replace("{id}", String.valueOf(state == State.DELETED ? NOWHERE : id(text)));
		}
		if (filled.contains("{category}") || filled.contains("{slug}") || filled.contains("{old}")) {
			var slug = state == State.DELETED && !text.contains("{category}") ? "nowhere" : category();
			filled = filled.replace("{category}", slug).replace("{slug}", slug).replace("{old}", slug);
		}
		return filled.replace("{handle}", state == State.DELETED ? "nobody_here" : owner.handle())
				.replace("{new}", Community.unique("new")).replace("{version}", "1")
				.replace("{message}", String.valueOf(NOWHERE)).replace("{number}", "1")
				.replace("{kind}", state == State.DELETED ? "nothing" : "terms").replace("{state}", "silenced")
				.replace("{provider}", "nobody").replace("{hash}", "0".repeat(32)).replace("{name}", "nothing.eml")
				.replace("{word}", "x").replace("{n}", "0").replace("{key}", "k".repeat(22)).replace("{file}", "feed.jpg")
				.replace("{topic}", state == State.DELETED ? "nowhere" : "post");
	}

	private String category() {
		return people.category();
	}

	private long once(String kind, LongSupplier make) {
		return made.computeIfAbsent(kind, absent -> make.getAsLong());
	}

	private long id(String path) {
		var edited = path.contains("{number}") || path.contains("{version}");
		if (path.contains("/posts/") || path.contains("/p/")) {
			return once("post " + edited, () -> post(edited));
		}
		if (path.contains("/comments/") || path.contains("/comment/")) {
			return once("comment " + edited, () -> comment(edited));
		}
		if (path.contains("/products/")) {
			return once("product", this::product);
		}
		if (path.contains("/chat/messages/")) {
			return once("message", this::message);
		}
		if (path.contains("/chat/") && path.contains("/enter")) {
			return once("open room", () -> room("open"));
		}
		if (path.contains("/chat/")) {
			return once("room", () -> room("group"));
		}
		if (path.contains("/items/") || path.contains("/reading/")) {
			return once("item", () -> community.anItem().id());
		}
		if (path.contains("/media/") || path.contains("/pictures/")) {
			return once("picture", this::picture);
		}
		var kind = path.replaceAll(
				".*/(sign-ins|emails|access-tokens|tokens|passkeys|identities|sign-ups|invites|reports|webhooks)/.*", "$1");
		return once(kind, () -> row(kind));
	}

	private long row(String kind) {
		return switch (kind) {
			case "sign-ins" -> insert("insert into sign_in (member_id, expires_at) values (:id, now() + interval '1 day')");
			case "emails" -> insert("""
					insert into member_email (member_id, address, confirmed_at)
					values (:id, '%s@example.net', now())""".formatted(Community.unique("a")));
			case "access-tokens", "tokens" -> insert("""
					insert into access_token (member_id, name, hash, scopes, expires_at)
					values (:id, 'x', sha256('%s'), '{read}', now() + interval '1 day')""".formatted(Community.unique("t")));
			case "passkeys" -> insert("""
					insert into passkey (member_id, credential_id, credential, name)
					values (:id, sha256('%s'), '', 'x')""".formatted(Community.unique("p")));
			case "identities" -> insert("""
					insert into member_identity (member_id, provider, issuer, subject)
					values (:id, 'x', 'https://x.example', '%s')""".formatted(Community.unique("s")));
			case "sign-ups" ->
				insert("""
						insert into sign_up (handle, name, address, password_hash, locale, needs_confirm, needs_approval, expires_at)
						select h, h, h || '@example.org', 'x', 'ko', false, true, now() + interval '1 day'
						from (select '%s' as h where :id > 0) as new"""
						.formatted(Community.unique("w")));
			case "invites" -> insert("""
					insert into invite (hash, by_id, uses_left, expires_at)
					values (sha256('%s'), :id, 1, now() + interval '1 day')""".formatted(Community.unique("i")));
			case "reports" -> insert("""
					with next as (select nextval(pg_get_serial_sequence('report', 'id')) as id),
					joined as (
					  insert into report_case (id, kind, subject_id, owner_id) select id, 'member', :id, :id from next
					  on conflict (kind, subject_id) where decided_at is null do update set updated_at = now() returning id)
					insert into report (id, case_id, kind, subject_id, reason)
					select next.id, joined.id, 'member', :id, 'spam' from next, joined""");
			case "webhooks" -> insert("""
					insert into webhook (url, topics, secret)
					select 'https://hooks.example/' || :id, '{nothing}', 'x'""");
			default -> throw new IllegalArgumentException("what is {id} of " + kind);
		};
	}

	private long insert(String sql) {
		return community.jdbc().sql(sql + " returning id").param("id", owner.id()).query(Long.class).single();
	}

	private long room(String kind) {
		return owner.client().post("/chat/rooms", Map.of("kind", kind, "name", "방")).id();
	}

	private long message() {
		return owner.client().post("/chat/rooms/" + room("group") + "/messages",
				Map.of("body", "말", "clientId", Community.unique("m"))).id();
	}

	/** @param edited whether there is a version before the current one */
	private long post(boolean edited) {
		var id = community.aPost(owner, category());
		if (edited) {
			owner.client().patch("/posts/" + id, Map.of("title", "고친 제목"));
		}
		if (state == State.HIDDEN) {
			owner.client().delete("/posts/" + id);
		}
		return id;
	}

	private long product() {
		var id = community.aProduct().by(owner).with("link", "https://shop.example/1").id();
		if (state == State.HIDDEN) {
			owner.client().delete("/products/" + id);
		}
		return id;
	}

	private long picture() {
		return insert("""
				insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height, hidden)
				values (:id, 'image/png', 'x.png', 1, now(), '%s', 'png', 1, 1, %b)"""
				.formatted(Community.unique("no-file-of-this-key"), state == State.HIDDEN));
	}

	private long comment(boolean edited) {
		var id = community.aComment(owner, community.aPost(owner, category()), "댓글");
		if (edited) {
			owner.client().patch("/comments/" + id, Map.of("body", "고친 댓글"));
		}
		if (state == State.HIDDEN) {
			community.aModerator().client().delete("/comments/" + id);
		}
		return id;
	}
}
