package dev.madang.notification;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import com.zerodeplibs.webpush.key.InvalidECPublicKeyException;
import com.zerodeplibs.webpush.key.MalformedUncompressedBytesException;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The browsers that members have chosen to be pushed notifications on. One ends with the sign-in that it was made in. */
@Component
public class PushSubscriptions {

	/** More of one member take the place of the oldest. */
	static final int MOST = 10;

	private static final int AUTH_BYTES = 16;

	private static final int POINT_BYTES = 65;

	/** Of a subscription {@code p}: whether the sign-in that it was made in still holds. */
	static final String SIGNED_IN = """
			exists (select 1 from sign_in s where s.id = p.sign_in_id and s.revoked_at is null and s.expires_at > now())
			""";

	/**
	 * A subscription as browsers put it into JSON.
	 *
	 * @param expirationTime is ignored: a push service says itself when one has ended
	 */
	@Schema(name = "PushSubscriptionForm")
	public record Form(@Nullable String endpoint, @Nullable Long expirationTime, @Nullable Keys keys) {
	}

	/**
	 * What messages are encrypted with, in base64url.
	 *
	 * @param p256dh the browser's public key, a point of 65 bytes
	 * @param auth 16 bytes
	 */
	@Schema(name = "PushSubscriptionKeys")
	public record Keys(@Nullable String p256dh, @Nullable String auth) {
	}

	/**
	 * A browser that is pushed notifications.
	 *
	 * @param device what the browser said of itself, as far as that is known
	 * @param current whether it is the one that asks
	 */
	@Schema(name = "PushSubscription")
	public record Subscription(String endpoint, String device, Instant createdAt, boolean current) {
	}

	private final JdbcClient jdbc;

	private final PushClient client;

	PushSubscriptions(JdbcClient jdbc, PushClient client) {
		this.jdbc = jdbc;
		this.client = client;
	}

	/** Those of a member, the latest first. */
	public List<Subscription> of(Viewer viewer) {
		return jdbc.sql("""
				select p.endpoint, p.created_at, coalesce(p.sign_in_id = :signIn, false) as current,
				       coalesce((select s.device from sign_in s where s.id = p.sign_in_id), '') as device
				from push_subscription p
				where p.member_id = :member and %s
				order by p.created_at desc, p.id desc
				""".formatted(SIGNED_IN)).param("member", viewer.id()).param("signIn", viewer.signInId())
				.query((row, number) -> new Subscription(row.getString("endpoint"), row.getString("device"),
						Rows.instant(row, "created_at"), row.getBoolean("current")))
				.list();
	}

	/**
	 * Has a browser told of what is new from now on; asked again in the same sign-in, what waits for it remains. Who comes to a
	 * browser after somebody else takes it over, as long as it knows the same secret.
	 *
	 * @param viewer in a sign-in, with which the subscription ends
	 * @throws Problem 422 for what is wrong with the form, 409 {@code push-subscription-taken}
	 */
	@Transactional
	public void put(Viewer viewer, Form form) {
		check(form);
		jdbc.sql("select pg_advisory_xact_lock(hashtextextended('push_subscription', :member))").param("member", viewer.id())
				.query().singleRow();
		var keys = form.keys();
		var auth = bytes(keys == null ? null : keys.auth());
		jdbc.sql("""
				delete from push_subscription
				where endpoint = :endpoint and (member_id = :member or auth = :auth)
				  and (member_id, sign_in_id) is distinct from (:member, :signIn)
				""").param("endpoint", form.endpoint()).param("member", viewer.id()).param("auth", auth)
				.param("signIn", viewer.signInId()).update();
		var stored = jdbc.sql("""
				insert into push_subscription (member_id, sign_in_id, endpoint, p256dh, auth, due_up_to, sent_up_to)
				select :member, :signIn, :endpoint, :p256dh, :auth, latest, latest
				from (select last_value - (not is_called)::int as latest from notification_revision) r
				on conflict (endpoint) do update
				  set p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at
				  where push_subscription.member_id = excluded.member_id
				""").param("member", viewer.id()).param("signIn", viewer.signInId()).param("endpoint", form.endpoint())
				.param("p256dh", bytes(keys == null ? null : keys.p256dh())).param("auth", auth).update();
		if (stored == 0) {
			throw Problem.conflict("push-subscription-taken");
		}
		jdbc.sql("""
				delete from push_subscription
				where id in (select id from push_subscription where member_id = :member
				             order by created_at desc, id desc offset :most)
				""").param("member", viewer.id()).param("most", MOST).update();
	}

	private void check(Form form) {
		var endpoint = Texts.orEmpty(form.endpoint());
		var checks = new Checks().line("endpoint", form.endpoint(), 8, 1000);
		checks.done();
		client.violation(endpoint).ifPresent(code -> checks.that(false, "endpoint", code));
		var keys = form.keys();
		checks.that(keys != null && isPoint(bytes(keys.p256dh())), "keys.p256dh", "bad-push-key")
				.that(keys != null && bytes(keys.auth()).length == AUTH_BYTES, "keys.auth", "bad-push-key").done();
	}

	/** Whether it is a point of the curve: a secret made with another tells of the private key. */
	private static boolean isPoint(byte[] bytes) {
		if (bytes.length != POINT_BYTES) {
			return false;
		}
		try {
			var _ = UserAgentMessageEncryptionKeyInfo.of(bytes, new byte[AUTH_BYTES]);
			return true;
		}
		catch (InvalidECPublicKeyException | MalformedUncompressedBytesException e) {
			return false;
		}
	}

	private static byte[] bytes(@Nullable String base64) {
		try {
			return Base64.getUrlDecoder().decode(Texts.orEmpty(base64));
		}
		catch (IllegalArgumentException e) {
			return new byte[0];
		}
	}

	/**
	 * Ends one of a member's, if there is such a one, or all of them.
	 *
	 * @param endpoint may be null for all
	 */
	@Transactional
	public void remove(Viewer viewer, @Nullable String endpoint) {
		jdbc.sql("""
				delete from push_subscription where member_id = :member and (:endpoint::text is null or endpoint = :endpoint)
				""").param("member", viewer.id()).param("endpoint", endpoint).update();
	}
}
