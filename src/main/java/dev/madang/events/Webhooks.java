package dev.madang.events;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.HttpUrl;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks that there are. */
@Component
public class Webhooks {

	static final int MOST = 20;

	private static final int MOST_TOPICS = 50;

	private static final SecureRandom RANDOM = new SecureRandom();

	/** @param secret with which deliveries are signed; one is made up if there is none */
	@Schema(name = "WebhookForm")
	public record Form(@Nullable String url, @Nullable List<String> topics, @Nullable String secret) {
	}

	private final JdbcClient jdbc;

	private final WebhookClient client;

	private final Topics topics;

	private final ActivityLog log;

	Webhooks(JdbcClient jdbc, WebhookClient client, Topics topics, ActivityLog log) {
		this.jdbc = jdbc;
		this.client = client;
		this.topics = topics;
		this.log = log;
	}

	public List<Webhook> all() {
		return jdbc.sql("""
				select w.id, w.url, w.topics, w.created_at,
				       (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.status = 'waiting') as waiting,
				       (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.status = 'parked') as parked
				from webhook w order by w.id
				""").query(Webhooks::read).list();
	}

	/** @throws Problem 404 */
	public Webhook get(long id) {
		return all().stream().filter(webhook -> webhook.id() == id).findFirst().orElseThrow(Problem::notFound);
	}

	private static Webhook read(ResultSet row, int number) throws SQLException {
		return new Webhook(row.getLong("id"), row.getString("url"), Rows.strings(row, "topics"),
				Rows.instant(row, "created_at"), row.getLong("waiting"), row.getLong("parked"), null);
	}

	/**
	 * Makes a webhook, which is told what happens from now on.
	 *
	 * @throws Problem 422 for what is wrong with the form, 409 {@code too-many-webhooks}
	 */
	@Transactional
	public Webhook create(Viewer viewer, Form form) {
		check(form);
		jdbc.sql("select pg_advisory_xact_lock(hashtext('webhook'))").query().singleRow();
		if (jdbc.sql("select count(*) from webhook").query(Integer.class).single() >= MOST) {
			throw Problem.conflict("too-many-webhooks");
		}
		var secret = form.secret() == null || form.secret().isEmpty() ? madeUp() : form.secret();
		var id = jdbc.sql("""
				insert into webhook (url, topics, secret) values (:url, :topics, :secret) returning id
				""").param("url", HttpUrl.normalize(String.valueOf(form.url())))
				.param("topics", named(form).toArray(String[]::new)).param("secret", secret)
				.query(Long.class).single();
		log.append(viewer, Action.MADE, new Subject("webhook", id), Map.of("topics", named(form)));
		return get(id).withSecret(secret);
	}

	/** The secret of a webhook that was made within the last ten minutes: whoever has made one looks at it on its page. */
	public Optional<String> secretOfNew(long id) {
		return jdbc.sql("select secret from webhook where id = :id and created_at > now() - interval '10 minutes'")
				.param("id", id).query(String.class).optional();
	}

	private void check(Form form) {
		var url = Texts.orEmpty(form.url());
		var secret = Texts.orEmpty(form.secret());
		var checks = new Checks().line("url", form.url(), 8, 2000).that(form.topics() != null && !form.topics().isEmpty(),
				"topics", "missing").that(named(form).size() <= MOST_TOPICS, "topics", "too-many", MOST_TOPICS)
				.that(secret.isEmpty() || secret.chars().allMatch(c -> c > 32 && c < 127) && secret.length() >= 16
						&& secret.length() <= 200, "secret", "bad-secret")
				.that(!secret.startsWith(Signature.PREFIX) || Signature.isStandard(secret), "secret", "bad-standard-secret");
		checks.done();
		client.violation(url).ifPresent(code -> checks.that(false, "url", code));
		checks.that(named(form).stream().allMatch(name -> topics.find(name).isPresent()), "topics", "unknown-topic").done();
	}

	private static List<String> named(Form form) {
		return form.topics() == null ? List.of() : form.topics().stream().map(String::valueOf).distinct().toList();
	}

	private static String madeUp() {
		var bytes = new byte[32];
		RANDOM.nextBytes(bytes);
		return Signature.PREFIX + Base64.getEncoder().encodeToString(bytes);
	}

	/** @throws Problem 404 */
	@Transactional
	public void remove(Viewer viewer, long id) {
		if (jdbc.sql("delete from webhook where id = :id").param("id", id).update() == 0) {
			throw Problem.notFound();
		}
		log.append(viewer, Action.REMOVED, new Subject("webhook", id));
	}

	/**
	 * Sends a webhook something, by way of the log as everything else.
	 *
	 * @throws Problem 404
	 */
	@Transactional
	public void test(Viewer viewer, long id) {
		log.append(viewer, Action.TESTED, new Subject("webhook", get(id).id()));
	}
}
