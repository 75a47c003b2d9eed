package dev.madang.member;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Members whom others vouch for. The issuer's name for them (issuer and subject) is what counts; an address only brings
 * the two together once, and only if both sides have seen that it is theirs. Whoever typed it in first gets nothing by it.
 */
@Component
public class Identities {

	/**
	 * What an issuer says of somebody.
	 *
	 * @param provider the word for the issuer in this community's settings
	 * @param emailVerified whether the issuer knows that the address is theirs
	 */
	public record Claims(String provider, String issuer, String subject, @Nullable String email, boolean emailVerified,
			@Nullable String name, @Nullable String username) {

		Optional<String> verifiedEmail() {
			return emailVerified && email != null ? Optional.of(EmailAddress.normalize(email)) : Optional.empty();
		}
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Newcomers newcomers;

	private final Members members;

	private final SignUpMode mode;

	private final ActivityLog log;

	Identities(JdbcClient jdbc, TransactionTemplate transaction, Newcomers newcomers, Members members, SignUpMode mode,
			ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.newcomers = newcomers;
		this.members = members;
		this.mode = mode;
		this.log = log;
	}

	/** The member behind it: known by it, or by an address that is verified on both sides, and known by it from now on. */
	@Transactional
	public Optional<Long> find(Claims claims) {
		var known = jdbc.sql("""
				update member_identity set last_used_at = now(), email = :email
				where issuer = :issuer and subject = :subject returning member_id
				""").param("email", claims.email()).param("issuer", claims.issuer()).param("subject", claims.subject())
				.query(Long.class).optional();
		if (known.isPresent()) {
			return known;
		}
		var byAddress = claims.verifiedEmail().flatMap(email -> jdbc.sql("""
				select member_id from member_email where lower(address) = :address and confirmed_at is not null
				""").param("address", email.toLowerCase(Locale.ROOT)).query(Long.class).optional());
		byAddress.ifPresent(memberId -> store(memberId, claims));
		return byAddress;
	}

	/**
	 * Links it to the account of whoever is signed in.
	 *
	 * @throws Problem 409 {@code identity-taken} if it is another member's
	 */
	@Transactional
	public void link(Viewer viewer, Claims claims) {
		var owner = jdbc.sql("select member_id from member_identity where issuer = :issuer and subject = :subject")
				.param("issuer", claims.issuer()).param("subject", claims.subject()).query(Long.class).optional();
		if (owner.isPresent() && owner.get() != viewer.id()) {
			throw Problem.conflict("identity-taken");
		}
		if (owner.isEmpty()) {
			store(viewer.id(), claims);
		}
	}

	private void store(long memberId, Claims claims) {
		jdbc.sql("""
				insert into member_identity (member_id, provider, issuer, subject, email)
				values (:member, :provider, :issuer, :subject, :email)
				""").param("member", memberId).param("provider", claims.provider()).param("issuer", claims.issuer())
				.param("subject", claims.subject()).param("email", claims.email()).update();
		log.append(new Viewer(memberId, "", "", Role.MEMBER, 0), Action.IDENTITY_LINKED, new Subject("member", memberId),
				Map.of("provider", claims.provider()));
	}

	/**
	 * Refuses to make members where the community wants to know them first.
	 *
	 * @throws Problem 403 {@code sign-up-first}
	 */
	public void requireOpen(Claims claims) {
		if (mode.needsInvite() || mode.needsApproval() || mode.confirmFirst() && claims.verifiedEmail().isEmpty()) {
			throw Problem.forbidden("sign-up-first");
		}
	}

	/**
	 * Makes a member of somebody who is none yet.
	 *
	 * @param handle as chosen, or null for one that fits
	 * @return the member's id
	 * @throws Problem 409 {@code handle-taken}, 422, 403 {@code sign-up-first}
	 */
	public long join(Claims claims, @Nullable String handle, @Nullable String name, @Nullable Integer age, String locale) {
		requireOpen(claims);
		var chosen = Handle.normalise(handle == null ? suggest(claims) : handle);
		var called = name == null || name.isBlank() ? Texts.orEmpty(claims.name()).isBlank() ? chosen : claims.name() : name;
		var checks = new Checks();
		Handle.check(checks, chosen, false);
		checks.line("name", called, 1, 60).that(age != null || !mode.askAge(), "age", "missing")
				.that(age == null || age >= mode.minimumAge(), "age", "too-young", mode.minimumAge()).done();
		var newcomer = new Newcomer(chosen, Texts.tidy(Texts.orEmpty(called)), address(claims),
				claims.verifiedEmail().isPresent(), null, age, null, locale, Instant.now());
		try {
			return transaction.execute(status -> {
				var id = newcomers.join(newcomer, Role.MEMBER);
				store(id, claims);
				return id;
			});
		}
		catch (DuplicateKeyException e) {
			throw Newcomers.clash(e);
		}
	}

	/** A verified address, or one that is nobody's; otherwise the member begins without. */
	private String address(Claims claims) {
		var checks = new Checks();
		EmailAddress.check(checks, claims.email());
		if (!checks.passed()) {
			return "";
		}
		var email = EmailAddress.normalize(Texts.orEmpty(claims.email()));
		return claims.emailVerified() || !members.hasAddress(email) ? email : "";
	}

	/** A free handle that looks like what the issuer calls them. */
	public String suggest(Claims claims) {
		var words = Stream
				.of(Texts.orEmpty(claims.username()), Texts.orEmpty(claims.email()).replaceAll("@.*", ""),
						Texts.orEmpty(claims.name()))
				.map(Handle::normalise).map(word -> word.replaceAll("[ .-]+", "_").replaceAll("[^a-z0-9_가-힣]", ""))
				.map(word -> word.matches(".*[a-z].*") ? word.replaceAll("[가-힣]", "") : word)
				.filter(word -> word.length() >= 3).findFirst().orElse("member");
		var stem = words.substring(0, Math.min(words.length(), 24));
		for (int number = 0; number < 50; number++) {
			var handle = number == 0 ? stem : stem + (number + 1);
			var checks = new Checks();
			Handle.check(checks, handle, false);
			if (checks.passed() && !newcomers.isTaken(handle)) {
				return handle;
			}
		}
		return stem + Long.toString(System.nanoTime() % 1_000_000, 10);
	}
}
