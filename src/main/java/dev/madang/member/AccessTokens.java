package dev.madang.member;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/**
 * Access tokens: JWTs of 15 minutes, signed with RS256, which name a sign-in. The signature is checked once; a token that
 * passed is remembered by its hash until it expires, and who it stands for is asked of the sign-ins every time.
 */
@Component
class AccessTokens {

	static final Duration LASTS = Duration.ofMinutes(15);

	private static final String AUDIENCE = "madang";

	private record Verified(long signInId, Instant notBefore, Instant expires) {
	}

	private final SigningKeys keys;

	private final SignIns signIns;

	private final SiteUrl site;

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	private final Cache<String, Verified> verified = Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(LASTS).build();

	AccessTokens(SigningKeys keys, SignIns signIns, SiteUrl site) {
		this.keys = keys;
		this.signIns = signIns;
		this.site = site;
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
		processor.setJWSKeySelector(
				new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, (selector, context) -> selector.select(keys.set())));
		processor.setJWTClaimsSetVerifier(null);
	}

	String mint(SignIns.Opened signIn) {
		var now = Instant.now();
		var key = keys.signing();
		var claims = new JWTClaimsSet.Builder().issuer(site.url()).audience(AUDIENCE)
				.subject(String.valueOf(signIn.memberId())).claim("sid", signIn.id()).issueTime(Date.from(now))
				.notBeforeTime(Date.from(now)).expirationTime(Date.from(now.plus(LASTS))).build();
		var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType("at+jwt")).build();
		var token = new SignedJWT(header, claims);
		try {
			token.sign(new RSASSASigner(key));
		}
		catch (JOSEException e) {
			throw new IllegalStateException("signing key " + key.getKeyID() + " does not sign", e);
		}
		return token.serialize();
	}

	/**
	 * Who a token stands for at this moment.
	 *
	 * @throws Problem 401 {@code token-expired} or {@code bad-token}
	 */
	Viewer viewer(String token) {
		var hash = Base64.getEncoder().encodeToString(Sha256.of(token));
		var known = verified.getIfPresent(hash);
		if (known == null) {
			known = verify(token);
			verified.put(hash, known);
		}
		var now = Instant.now();
		if (!now.isBefore(known.expires())) {
			throw Problem.unauthorized("token-expired");
		}
		if (now.plusSeconds(5).isBefore(known.notBefore())) {
			throw Problem.unauthorized("bad-token");
		}
		return signIns.byId(known.signInId()).orElseThrow(() -> Problem.unauthorized("bad-token"));
	}

	private Verified verify(String token) {
		try {
			if (token.length() > 4096 || !StandardCharsets.US_ASCII.newEncoder().canEncode(token)) {
				throw Problem.unauthorized("bad-token");
			}
			var claims = processor.process(token, null);
			var signIn = claims.getLongClaim("sid");
			if (signIn == null || claims.getExpirationTime() == null || claims.getNotBeforeTime() == null
					|| !claims.getAudience().contains(AUDIENCE) || !site.url().equals(claims.getIssuer())) {
				throw Problem.unauthorized("bad-token");
			}
			return new Verified(signIn, claims.getNotBeforeTime().toInstant(), claims.getExpirationTime().toInstant());
		}
		catch (ParseException | BadJOSEException | JOSEException e) {
			throw Problem.unauthorized("bad-token");
		}
	}
}
