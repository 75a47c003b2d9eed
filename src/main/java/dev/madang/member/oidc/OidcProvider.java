package dev.madang.member.oidc;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.madang.member.Identities.Claims;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import org.jspecify.annotations.Nullable;

/** One OpenID provider: the authorization code flow with PKCE (RFC 7636), its ID token checked (OIDC Core, 3.1.3.7). */
final class OidcProvider {

	private static final int TIMEOUT_MILLIS = 5_000;

	/** What an ID token may be signed with: never a shared secret, never nothing. */
	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

	private final String name;

	private final Issuer issuer;

	private final ClientID clientId;

	private final Secret clientSecret;

	private final Map<JWSAlgorithm, IDTokenValidator> validators = new ConcurrentHashMap<>();

	private volatile @Nullable OIDCProviderMetadata metadata;

	OidcProvider(String name, String issuer, OidcProperties.Provider properties) {
		this.name = name;
		this.issuer = new Issuer(issuer);
		this.clientId = new ClientID(properties.clientId());
		this.clientSecret = new Secret(properties.clientSecret());
	}

	/** Where the browser is sent. */
	URI authorization(URI redirect, String state, String nonce, String verifier) {
		return new AuthenticationRequest.Builder(new ResponseType("code"), new Scope("openid", "profile", "email"), clientId,
				redirect).endpointURI(metadata().getAuthorizationEndpointURI()).state(new State(state)).nonce(new Nonce(nonce))
				.codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256).build().toURI();
	}

	/**
	 * Exchanges a code for what the issuer says of its bearer.
	 *
	 * @throws Problem 401 {@code social-failed} for a code, verifier, nonce or token that does not hold, 503
	 * {@code provider-down}
	 */
	Claims exchange(String code, URI redirect, String verifier, String nonce) {
		return RequestMemory.aside(() -> claims(code, redirect, verifier, nonce));
	}

	private Claims claims(String code, URI redirect, String verifier, String nonce) {
		try {
			var request = new TokenRequest.Builder(metadata().getTokenEndpointURI(),
					new ClientSecretBasic(clientId, clientSecret),
					new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, new CodeVerifier(verifier))).build()
					.toHTTPRequest();
			request.setConnectTimeout(TIMEOUT_MILLIS);
			request.setReadTimeout(TIMEOUT_MILLIS);
			var response = OIDCTokenResponseParser.parse(request.send());
			if (!(response.toSuccessResponse() instanceof OIDCTokenResponse tokens)) {
				throw Problem.unauthorized("social-failed");
			}
			return claims(validate(tokens.getOIDCTokens().getIDToken(), nonce));
		}
		catch (IOException e) {
			throw Problem.later(503, "provider-down", 30);
		}
		catch (GeneralException | JOSEException | BadJOSEException | IllegalArgumentException | ClassCastException e) {
			throw Problem.unauthorized("social-failed");
		}
	}

	private IDTokenClaimsSet validate(JWT token, String nonce) throws BadJOSEException, JOSEException {
		if (!(token.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm) || !ALGORITHMS.contains(algorithm)) {
			throw Problem.unauthorized("social-failed");
		}
		return validators.computeIfAbsent(algorithm, this::validator).validate(token, new Nonce(nonce));
	}

	private IDTokenValidator validator(JWSAlgorithm algorithm) {
		try {
			return new IDTokenValidator(issuer, clientId, algorithm, metadata().getJWKSetURI().toURL(),
					new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, 1 << 20));
		}
		catch (MalformedURLException e) {
			throw Problem.later(503, "provider-down", 30);
		}
	}

	private Claims claims(IDTokenClaimsSet token) {
		return new Claims(name, issuer.getValue(), token.getSubject().getValue(), token.getStringClaim("email"),
				isTrue(token.getClaim("email_verified")), token.getStringClaim("name"),
				token.getStringClaim("preferred_username"));
	}

	/** Some issuers write it as a text. */
	private static boolean isTrue(@Nullable Object claim) {
		return Objects.equals(claim, true) || "true".equals(claim);
	}

	private OIDCProviderMetadata metadata() {
		var known = metadata;
		if (known == null) {
			known = RequestMemory.aside(this::resolved);
			metadata = known;
		}
		return known;
	}

	private OIDCProviderMetadata resolved() {
		try {
			return OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
		}
		catch (IOException | GeneralException e) {
			throw Problem.later(503, "provider-down", 30);
		}
	}
}
