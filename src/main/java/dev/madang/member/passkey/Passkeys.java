package dev.madang.member.passkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passkeys (WebAuthn, level 3): discoverable credentials, with the device's own check of its user. The relying party is
 * the host of {@code madang.url}, and only its origin is accepted.
 */
@Component
class Passkeys {

	private static final int MOST = 20;

	private record Stored(long id, long memberId, byte[] credential, long signCount) {
	}

	private static final List<PublicKeyCredentialParameters> ALGORITHMS = List
			.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256, COSEAlgorithmIdentifier.EdDSA).stream()
			.map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm)).toList();

	private final JdbcClient jdbc;

	private final SiteUrl site;

	private final ActivityLog log;

	private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager();

	private final AttestedCredentialDataConverter converter = new AttestedCredentialDataConverter(new ObjectConverter());

	Passkeys(JdbcClient jdbc, SiteUrl site, ActivityLog log) {
		this.jdbc = jdbc;
		this.site = site;
		this.log = log;
	}

	/** What the browser calls the account: nothing personal, and the same for all of a member's passkeys. */
	static String userHandle(long memberId) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(8).putLong(memberId).array());
	}

	/** The ids of a member's passkeys, so that no device registers twice. */
	List<String> ids(Viewer viewer) {
		return jdbc.sql("select credential_id from passkey where member_id = :id").param("id", viewer.id())
				.query((row, number) -> Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes("credential_id")))
				.list();
	}

	/**
	 * Stores what a browser made.
	 *
	 * @param json PublicKeyCredential.toJSON()
	 * @throws Problem 422 {@code bad-passkey}, 409 {@code too-many-passkeys}
	 */
	@Transactional
	void register(Viewer viewer, String challenge, String json, String name) {
		new Checks().length("name", name, 1, 60).done();
		var credential = registered(challenge, json);
		if (ids(viewer).size() >= MOST) {
			throw Problem.conflict("too-many-passkeys");
		}
		var added = jdbc.sql("""
				insert into passkey (member_id, credential_id, credential, name)
				values (:member, :id, :credential, :name) on conflict (credential_id) do nothing
				""").param("member", viewer.id()).param("id", credential.getCredentialId())
				.param("credential", converter.convert(credential)).param("name", Texts.tidy(name)).update();
		if (added == 0) {
			throw Problem.of(422, "bad-passkey");
		}
		log.append(viewer, Action.PASSKEY_ADDED, new Subject("member", viewer.id()));
	}

	private AttestedCredentialData registered(String challenge, String json) {
		try {
			var made = webAuthn.verifyRegistrationResponseJSON(json,
					new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
			var attestation = made.getAttestationObject();
			var credential = attestation == null ? null : attestation.getAuthenticatorData().getAttestedCredentialData();
			return Optional.ofNullable(credential).orElseThrow(() -> Problem.of(422, "bad-passkey"));
		}
		catch (DataConversionException | VerificationException | IllegalArgumentException e) {
			throw Problem.of(422, "bad-passkey");
		}
	}

	/**
	 * Whose passkey signed a challenge.
	 *
	 * @param json PublicKeyCredential.toJSON()
	 * @throws Problem 401 {@code bad-passkey}
	 */
	@Transactional
	long authenticate(String challenge, String json) {
		try {
			var signed = webAuthn.parseAuthenticationResponseJSON(json);
			var stored = find(signed.getCredentialId()).orElseThrow(() -> Problem.unauthorized("bad-passkey"));
			var record = new CredentialRecordImpl(new NoneAttestationStatement(), null, null, null, stored.signCount(),
					converter.convert(stored.credential()), null, null, null, Set.of());
			webAuthn.verify(signed, new AuthenticationParameters(server(challenge), record, null, true, true));
			var data = signed.getAuthenticatorData();
			jdbc.sql("update passkey set sign_count = :count, last_used_at = now() where id = :id")
					.param("count", data == null ? 0 : data.getSignCount()).param("id", stored.id()).update();
			return stored.memberId();
		}
		catch (DataConversionException | VerificationException | IllegalArgumentException e) {
			throw Problem.unauthorized("bad-passkey");
		}
	}

	private Optional<Stored> find(byte[] credentialId) {
		return jdbc.sql("""
				select id, member_id, credential, sign_count from passkey where credential_id = :id for update
				""").param("id", credentialId).query(Stored.class).optional();
	}

	private ServerProperty server(String challenge) {
		return ServerProperty.builder().origin(new Origin(site.url())).rpId(site.host())
				.challenge(new DefaultChallenge(challenge.getBytes(StandardCharsets.UTF_8))).build();
	}
}
