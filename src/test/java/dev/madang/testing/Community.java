package dev.madang.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.platform.ClusterSignals;
import dev.madang.testing.Client.Answer;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Makes fresh members, boards and posts, so that tests do not meet. */
@Lazy
public class Community {

	public static final String PASSWORD = "correct horse";

	private static final AtomicLong NEXT = new AtomicLong(System.nanoTime() % 1_000_000_000);

	private final Client client;

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	private final Set<String> arrived = ConcurrentHashMap.newKeySet();

	@Autowired
	Community(Client client, JdbcClient jdbc, ClusterSignals signals) {
		this.signals = signals;
		signals.on("arrived", arrived::add);
		this.client = client;
		this.jdbc = jdbc;
	}

	/** Somebody who is signed in. */
	public record Person(long id, String handle, Client client, String refreshToken) {
	}

	public static String unique(String prefix) {
		return prefix + Long.toString(NEXT.incrementAndGet(), 36);
	}

	public Client anybody() {
		return client;
	}

	public Person aMember() {
		return join("member");
	}

	public Person aModerator() {
		return join("moderator");
	}

	public Person anAdmin() {
		return join("admin");
	}

	/** Lets somebody in with the token of a sign-in before: a password costs a hash at each one. */
	private Person join(String role) {
		var handle = unique("m");
		var id = jdbc.sql("""
				with new as (
				  insert into member (handle, name, password_hash, role) values (:handle, :handle, :hash, :role) returning id),
				address as (
				  insert into member_email (member_id, address, main, confirmed_at)
				  select id, :handle || '@example.org', true, now() from new)
				select id from new
				""").param("handle", handle).param("hash", HASH).param("role", role).query(Long.class).single();
		jdbc.sql("""
				insert into sign_in (member_id, refresh_hash, expires_at)
				values (:id, sha256(:secret::bytea), now() + interval '1 day')
				""").param("id", id).param("secret", "refresh of " + handle).update();
		return person(id, handle, client.post("/auth/refresh", Map.of("refreshToken", "refresh of " + handle)));
	}

	/** As the program makes them: any other would be replaced at the first sign-in, which takes a hash more. */
	private static final String HASH = "{argon2id}" + new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).encode(PASSWORD);

	/** The cookie of a browser in which somebody has signed in before. */
	public String aSession(Person person) {
		var secret = "session-of-" + unique(person.handle());
		jdbc.sql("""
				insert into sign_in (member_id, session_hash, expires_at)
				values (:id, sha256(:secret::bytea), now() + interval '1 day')
				""").param("id", person.id()).param("secret", secret).update();
		return secret;
	}

	/** A client with the access token of somebody who signs in with a password of their own. */
	public Client signInAs(String handle, String password) {
		return client.with(client.post("/auth/login", Map.of("login", handle, "password", password)).text("/accessToken"));
	}

	public Person signIn(long id, String handle) {
		return person(id, handle, client.post("/auth/login", Map.of("login", handle, "password", PASSWORD)));
	}

	private Person person(long id, String handle, Answer tokens) {
		return new Person(id, handle, client.with(tokens.text("/accessToken")), tokens.text("/refreshToken"));
	}

	/** The slug of a new board that everybody may read and members may write in. */
	public String aCategory() {
		return aCategory(Map.of());
	}

	public String aCategory(Map<String, Object> more) {
		var slug = unique("c");
		var form = new HashMap<String, Object>(Map.of("slug", slug, "name", "게시판 " + slug));
		form.putAll(more);
		return anAdmin().client().post("/categories", form).text("/slug");
	}

	public PostBuilder aPost() {
		return new PostBuilder(this);
	}

	public long aPost(Person author, String category) {
		return aPost().by(author).in(category).id();
	}

	/** A post with a rating of an item. */
	public long aReview(Person author, String category, long item, int rating) {
		return aPost().by(author).in(category).about(item).rated(rating).id();
	}

	public CommentBuilder aComment() {
		return new CommentBuilder(this);
	}

	public long aComment(Person author, long post, String body) {
		return aComment().by(author).on(post).saying(body).id();
	}

	public long aReply(Person author, long post, long parent, String body) {
		return aComment().by(author).on(post).replyingTo(parent).saying(body).id();
	}

	public ItemBuilder anItem() {
		return new ItemBuilder(this);
	}

	public ProductBuilder aProduct() {
		return new ProductBuilder(this);
	}

	/** Waits until what was sent to all processes before has arrived in this one: they come in order. */
	public void awaitSignals() {
		var word = unique("word");
		signals.send("arrived", word);
		await().pollInterval(Duration.ofMillis(10)).until(() -> arrived.remove(word));
	}

	public JdbcClient jdbc() {
		return jdbc;
	}

	/** Until somebody waits for a lock that the transaction of this thread holds. */
	public void awaitWaiting() {
		Awaitility.await().pollInSameThread().pollInterval(Duration.ofMillis(5)).until(() -> jdbc.sql("""
				select exists (select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))
				""").query(Boolean.class).single());
	}
}
