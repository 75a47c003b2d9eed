package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.madang.platform.Sha256;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class TokensTest {

	@Autowired
	Community community;

	@Autowired
	SigningKeys keys;

	private static JWTClaimsSet.Builder claims(long signIn) {
		return new JWTClaimsSet.Builder().issuer("http://localhost:8080").audience("madang").subject("1").claim("sid", signIn)
				.notBeforeTime(Date.from(Instant.now())).expirationTime(Date.from(Instant.now().plusSeconds(600)));
	}

	private String sign(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws Exception {
		var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keys.signing().getKeyID())
				.type(new JOSEObjectType("at+jwt")).build(), claims);
		token.sign(signer);
		return token.serialize();
	}

	private long aSignIn() {
		var member = community.aMember();
		return community.jdbc().sql("select id from sign_in where member_id = :id").param("id", member.id()).query(Long.class)
				.single();
	}

	private void isRefused(String token, String code) {
		for (var path : new String[]{ "/users/me", "/posts" }) {
			var answer = community.anybody().with(token).get(path);
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.code()).isEqualTo(code);
			assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		}
	}

	@Test
	void acceptsItsOwn() throws Exception {
		var token = sign(JWSAlgorithm.RS256, new RSASSASigner(keys.signing()), claims(aSignIn()).build());
		assertThat(community.anybody().with(token).get("/users/me").status()).isEqualTo(200);
	}

	@Test
	void refusesATokenWithoutSignature() {
		var encoder = Base64.getUrlEncoder().withoutPadding();
		var token = encoder.encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8)) + "."
				+ encoder.encodeToString(claims(aSignIn()).build().toString().getBytes(StandardCharsets.UTF_8)) + ".";
		isRefused(token, "bad-token");
	}

	@Test
	void refusesThePublicKeyAsASecret() throws Exception {
		var secret = keys.signing().toRSAPublicKey().getEncoded();
		isRefused(sign(JWSAlgorithm.HS256, new MACSigner(secret), claims(aSignIn()).build()), "bad-token");
	}

	@Test
	void refusesAForeignKey() throws Exception {
		var foreign = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
		isRefused(sign(JWSAlgorithm.RS256, new RSASSASigner(foreign), claims(aSignIn()).build()), "bad-token");
	}

	@Test
	void refusesExpiredEarlyAndMisaddressedOnes() throws Exception {
		var signer = new RSASSASigner(keys.signing());
		var signIn = aSignIn();
		isRefused(sign(JWSAlgorithm.RS256, signer,
				claims(signIn).expirationTime(Date.from(Instant.now().minusSeconds(1))).build()), "token-expired");
		isRefused(sign(JWSAlgorithm.RS256, signer,
				claims(signIn).notBeforeTime(Date.from(Instant.now().plusSeconds(60))).build()), "bad-token");
		isRefused(sign(JWSAlgorithm.RS256, signer, claims(signIn).audience("other").build()), "bad-token");
		isRefused(sign(JWSAlgorithm.RS256, signer, claims(signIn).issuer("https://evil.example").build()), "bad-token");
		isRefused(sign(JWSAlgorithm.RS256, signer, claims(signIn).claim("sid", null).build()), "bad-token");
		isRefused("rubbish", "bad-token");
		isRefused(community.aMember().refreshToken(), "bad-token");
	}

	@Test
	void spendsARefreshTokenOnce() {
		var member = community.aMember();
		var next = community.anybody().post("/auth/refresh", Map.of("refreshToken", member.refreshToken()));
		assertThat(next.status()).isEqualTo(200);
		var raced = community.anybody().post("/auth/refresh", Map.of("refreshToken", member.refreshToken()));
		assertThat(raced.status()).isEqualTo(401);
		assertThat(raced.code()).isEqualTo("refresh-raced");
		assertThat(community.anybody().post("/auth/refresh", Map.of("refreshToken", next.text("/refreshToken"))).status())
				.isEqualTo(200);
	}

	@Test
	void endsTheSignInWhenASpentRefreshTokenComesLate() {
		var member = community.aMember();
		var next = community.anybody().post("/auth/refresh", Map.of("refreshToken", member.refreshToken()));
		community.jdbc()
				.sql("update spent_refresh_token set spent_at = spent_at - :ago * interval '1 second' where hash = :hash")
				.param("ago", Duration.ofSeconds(11).toSeconds()).param("hash", Sha256.of(member.refreshToken())).update();
		var replay = community.anybody().post("/auth/refresh", Map.of("refreshToken", member.refreshToken()));
		assertThat(replay.status()).isEqualTo(401);
		assertThat(replay.code()).isEqualTo("refresh-spent");
		assertThat(community.anybody().post("/auth/refresh", Map.of("refreshToken", next.text("/refreshToken"))).status())
				.isEqualTo(401);
		assertThat(member.client().get("/users/me").status()).isEqualTo(401);
	}

	@Test
	void knowsNoForgedRefreshToken() {
		assertThat(community.anybody().post("/auth/refresh", Map.of("refreshToken", "forged")).code())
				.isEqualTo("bad-refresh-token");
	}
}
