package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Issuer;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sign-ins with an OpenID provider, through the pages and through the API. */
@MadangTest
class SocialTest {

	private static final String REDIRECT = "http://localhost:8080/login/with/mock/callback";

	@Autowired
	Community community;

	private static Map<String, Object> verified(String email) {
		return Map.of("email", email, "email_verified", true, "name", "소셜 회원", "preferred_username",
				email.replaceAll("@.*", ""));
	}

	/** Goes to the issuer's page, which sends the browser straight back, and follows it here. */
	private Answer through(Browser browser, String back) {
		var begun = browser.get("/login/with/mock?back=" + Browser.encode(back));
		assertThat(begun.status()).isEqualTo(303);
		return browser.get(callback(begun.header("Location")));
	}

	private String callback(String authorization) {
		assertThat(authorization).startsWith(Issuer.OF_MOST.address()).contains("code_challenge_method=S256")
				.contains("nonce=");
		var issued = community.anybody().visit(authorization);
		assertThat(issued.status()).isEqualTo(302);
		var uri = URI.create(issued.header("Location"));
		assertThat(uri.toString()).startsWith(REDIRECT);
		return uri.getPath() + "?" + uri.getRawQuery();
	}

	private String code(CodeVerifier verifier, String nonce) {
		var challenge = CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
		var issued = community.anybody()
				.visit(Issuer.OF_MOST.address() + "/authorize?response_type=code&client_id=madang&scope=openid"
						+ "&redirect_uri=" + Browser.encode("http://app.example/back") + "&state=xyz&nonce=" + nonce
						+ "&code_challenge="
						+ challenge + "&code_challenge_method=S256");
		var code = Pattern.compile("code=([^&]+)").matcher(issued.header("Location"));
		assertThat(code.find()).isTrue();
		return code.group(1);
	}

	private Answer social(String code, String verifier, String nonce) {
		var form = new HashMap<String, Object>(
				Map.of("code", code, "redirectUri", "http://app.example/back", "codeVerifier", verifier, "nonce", nonce));
		return community.anybody().post("/auth/social/mock", form);
	}

	@Test
	void aNewcomerChoosesANameAndComesBackAsTheSame() {
		var email = Community.unique("social") + "@example.org";
		var subject = Community.unique("sub");
		var browser = new Browser(community);
		Issuer.OF_MOST.says(subject, verified(email));
		assertThat(through(browser, "/boards").header("Location")).isEqualTo("/login/with/mock/join");
		var form = browser.get("/login/with/mock/join");
		assertThat(form.body()).contains("소셜 회원");
		var handle = Community.unique("soc");
		assertThat(browser.post("/login/with/mock/join", "handle=" + handle + "&name=소셜").status()).isEqualTo(422);
		var joined = browser.post("/login/with/mock/join", "handle=" + handle + "&name=소셜&agreed=true");
		assertThat(joined.header("Location")).isEqualTo("/boards");
		assertThat(browser.get("/settings/account").body()).contains(email);

		var another = new Browser(community);
		Issuer.OF_MOST.says(subject, verified("other-" + email));
		assertThat(through(another, "/").header("Location")).isEqualTo("/");
		assertThat(another.get("/@" + handle).body()).contains("href=\"/settings\"");
	}

	@Test
	void anAccountIsLinkedOnlyByAnAddressThatBothSidesKnowToBeTheirs() {
		var member = community.aMember();
		var email = member.handle() + "@example.org";
		Issuer.OF_MOST.says(Community.unique("sub"), Map.of("email", email, "email_verified", false));
		var unverified = new Browser(community);
		assertThat(through(unverified, "/").header("Location")).endsWith("/join");
		unverified.post("/login/with/mock/join", "handle=" + Community.unique("soc") + "&name=x&agreed=true");
		assertThat(community.jdbc().sql("select count(*) from member_email where address = :email").param("email", email)
				.query(Integer.class).single()).isEqualTo(1);

		Issuer.OF_MOST.says(Community.unique("sub"), verified(email));
		var verified = new Browser(community);
		through(verified, "/");
		assertThat(verified.get("/settings/account").body()).contains(email);
		assertThat(member.client().get("/users/me/identities").json().at("/items").size()).isEqualTo(1);
	}

	@Test
	void aVictimsAddressThatSomebodyTypedInBeforeIsNoWayIn() {
		var email = Community.unique("victim") + "@example.org";
		var thief = Community.unique("thief");
		community.anybody().post("/auth/signup",
				Map.of("handle", thief, "name", "x", "email", email, "password", Community.PASSWORD));
		Issuer.OF_MOST.says(Community.unique("sub"), verified(email));
		var victim = new Browser(community);
		assertThat(through(victim, "/").header("Location")).endsWith("/join");
		var handle = Community.unique("vic");
		victim.post("/login/with/mock/join", "handle=" + handle + "&name=x&agreed=true");
		assertThat(victim.get("/settings/account").body()).contains(email);
		assertThat(community.signIn(0, thief).client().get("/users/me/emails").body()).doesNotContain(email);
		assertThat(community.anybody().post("/auth/login", Map.of("login", email, "password", Community.PASSWORD)).status())
				.isEqualTo(401);
	}

	@Test
	void stateNonceAndCookieBelongToOneBrowserAndAreUsedOnce() {
		Issuer.OF_MOST.says(Community.unique("sub"), verified(Community.unique("x") + "@example.org"));
		var browser = new Browser(community);
		var begun = browser.get("/login/with/mock");
		var back = callback(begun.header("Location"));
		assertThat(new Browser(community).get(back).status()).isEqualTo(401);
		assertThat(browser.get(back).status()).isEqualTo(303);
		assertThat(browser.get(back).status()).isEqualTo(401);
		var other = new Browser(community);
		var code = callback(other.get("/login/with/mock").header("Location"));
		assertThat(other.get(code.replaceAll("state=[^&]+", "state=forged")).status()).isEqualTo(401);
		assertThat(other.get("/login/with/mock/callback").status()).isEqualTo(401);
	}

	@Test
	void backLeadsNowhereElse() {
		var email = Community.unique("open") + "@example.org";
		var subject = Community.unique("sub");
		Issuer.OF_MOST.says(subject, verified(email));
		var browser = new Browser(community);
		through(browser, "//evil.example");
		var joined = browser.post("/login/with/mock/join", "handle=" + Community.unique("soc") + "&name=x&agreed=true");
		assertThat(joined.header("Location")).isEqualTo("/");
	}

	@Test
	void aMemberLinksAndUnlinksAndKeepsOneWayIn() {
		var member = community.aMember();
		var browser = new Browser(community).signedIn(member);
		var subject = Community.unique("sub");
		Issuer.OF_MOST.says(subject, Map.of("email", "somewhere@else.example"));
		assertThat(through(browser, "/").header("Location")).startsWith("/settings/account");
		var id = member.client().get("/users/me/identities").json().at("/items/0/id").asLong();
		var stranger = new Browser(community).signedIn(community.aMember());
		Issuer.OF_MOST.says(subject, Map.of());
		assertThat(through(stranger, "/").status()).isEqualTo(409);
		community.jdbc().sql("update member set password_hash = null where id = :id").param("id", member.id()).update();
		community.jdbc().sql("update member_email set confirmed_at = null where member_id = :id").param("id", member.id())
				.update();
		assertThat(member.client().delete("/users/me/identities/" + id).code()).isEqualTo("last-way");
		community.jdbc().sql("update member_email set confirmed_at = now() where member_id = :id").param("id", member.id())
				.update();
		assertThat(member.client().delete("/users/me/identities/" + id).status()).isEqualTo(204);
	}

	@Test
	void aProgramSignsInWithACode() {
		var email = Community.unique("app") + "@example.org";
		var subject = Community.unique("sub");
		Issuer.OF_MOST.says(subject, verified(email));
		var verifier = new CodeVerifier();
		var nonce = Community.unique("nonce-");
		var tokens = social(code(verifier, nonce), verifier.getValue(), nonce);
		assertThat(tokens.status()).isEqualTo(200);
		var me = community.anybody().with(tokens.text("/accessToken")).get("/users/me");
		assertThat(me.text("/email")).isEqualTo(email);
		assertThat(me.json().at("/emailConfirmed").asBoolean()).isTrue();
		assertThat(community.anybody().get("/auth/providers").text("/items/0/issuer")).isEqualTo(Issuer.OF_MOST.address());
	}

	@Test
	void whatIsMissingForgedOrUsedBeforeIsRefused() {
		var verifier = new CodeVerifier();
		var nonce = Community.unique("nonce-");
		Issuer.OF_MOST.says(Community.unique("sub"), verified(Community.unique("x") + "@example.org"));
		assertThat(social(code(verifier, nonce), new CodeVerifier().getValue(), nonce).status()).isEqualTo(401);
		assertThat(social(code(verifier, nonce), verifier.getValue(), nonce).status()).as("nonce used before").isEqualTo(401);
		var fresh = Community.unique("nonce-");
		assertThat(social(code(verifier, Community.unique("nonce-")), verifier.getValue(), fresh).status()).as("another nonce")
				.isEqualTo(401);
		Issuer.OF_MOST.says(Community.unique("sub"), Map.of("aud", "somebody-else"));
		var third = Community.unique("nonce-");
		assertThat(social(code(verifier, third), verifier.getValue(), third).status()).as("audience").isEqualTo(401);
		assertThat(social("made-up", verifier.getValue(), Community.unique("nonce-")).status()).isEqualTo(401);
		assertThat(community.anybody().post("/auth/social/mock", Map.of("code", "x")).status()).isEqualTo(422);
		assertThat(community.anybody().post("/auth/social/nobody", Map.of("code", "x")).status()).isEqualTo(404);
	}

	@Test
	void theLoginPageOffersIt() {
		assertThat(new Browser(community).get("/login").body()).contains("/login/with/mock").contains("Mock");
		assertThat(community.anybody().get("!/login/with/nobody").status()).isEqualTo(404);
	}
}
