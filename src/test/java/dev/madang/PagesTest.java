package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages as a browser without script sees them. */
@MadangTest
class PagesTest {

	@Autowired
	Community community;

	private Client browser() {
		return community.anybody().header("Accept", "text/html").header("Accept-Language", "ko");
	}

	/** Signs in through the form, as a browser would: with the cookie and the value that the form carries. */
	private Client signedIn(Community.Person person) {
		var form = browser().get("!/login");
		var cookie = cookie(form, "csrf");
		var answer = browser().header("Cookie", cookie).form("!/login",
				"_csrf=" + csrf(form) + "&login=" + person.handle() + "&password=correct%20horse&back=/boards");
		assertThat(answer.status()).isEqualTo(303);
		assertThat(answer.header("Location")).endsWith("/boards");
		return browser().header("Cookie", cookie + "; " + cookie(answer, "madang"));
	}

	private static String cookie(Client.Answer answer, String name) {
		return answer.response().headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith(name + "="))
				.findFirst().orElseThrow().split(";", 2)[0];
	}

	private static String csrf(Client.Answer page) {
		return URLEncoder.encode(page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1"),
				StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/?sort=popular", "/?q=%EB%A7%88%EB%8B%B9", "/?tag=x", "/login", "/signup", "/boards" })
	void anybodySeesThem(String path) {
		var answer = browser().get("!" + path);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).contains("<html lang=\"ko\"", "<title>");
		assertThat(browser().header("Accept-Language", "en").get("!" + path).body()).contains("<html lang=\"en\"");
		assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'").doesNotContain("unsafe");
	}

	@Test
	void saysNothingOfTlsWhereThereIsNone() {
		for (var path : new String[]{ "!/", "/posts", "!/docs", "!/media/none" }) {
			assertThat(community.anybody().header("X-Forwarded-Proto", "https").get(path).header("Strict-Transport-Security"))
					.as(path).isEmpty();
		}
	}

	@Test
	void anonymousListsMakeNoSessionAndCarryAnEntityTag() {
		var answer = browser().get("!/boards");
		assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
		Awaitility.await("while nothing is counted").until(() -> browser()
				.header("If-None-Match", browser().get("!/boards").header("ETag")).get("!/boards").status() == 304);
	}

	@Test
	void oneWritesCommentsLikesAndDeletesWithForms() {
		var person = community.aMember();
		var category = community.aCategory();
		var browser = signedIn(person);
		var csrf = csrf(browser.get("!/write"));
		var written = browser.form("!/write",
				"_csrf=" + csrf + "&category=" + category
						+ "&title=%EC%A0%9C%EB%AA%A9&body=a%0D%0Ab&tags=x,%20y&status=published");
		assertThat(written.status()).isEqualTo(303);
		var path = written.header("Location").replaceAll("^https?://[^/]+", "");
		var page = browser.get("!" + path);
		assertThat(page.body()).contains("제목", "/?tag=x", "/?tag=y", path + "/like");
		assertThat(browser.form("!" + path + "/comments", "_csrf=" + csrf + "&body=hello").header("Location")).contains("#c");
		assertThat(browser.form("!" + path + "/like", "_csrf=" + csrf + "&on=true").status()).isEqualTo(303);
		assertThat(browser.header("HX-Request", "true").form("!" + path + "/like", "_csrf=" + csrf + "&on=false").body())
				.contains("aria-pressed=\"false\"").doesNotContain("<html");
		assertThat(browser.form("!" + path + "/bookmark", "_csrf=" + csrf + "&on=true").status()).isEqualTo(303);
		assertThat(browser.get("!/bookmarks").body()).contains(path);
		assertThat(browser.form("!" + path + "/edit",
				"_csrf=" + csrf + "&version=1&category=" + category + "&title=new&body=b&status=published").status())
				.isEqualTo(303);
		var late = browser.form("!" + path + "/edit",
				"_csrf=" + csrf + "&version=1&category=" + category + "&title=late&body=mine&status=published");
		assertThat(late.status()).isEqualTo(412);
		assertThat(late.body()).contains("mine", "작성하는 동안 글이 수정됐어요");
		assertThat(browser.get("!" + path + "/history?version=1").body()).contains("제목");
		assertThat(browser.form("!" + path + "/delete", "_csrf=" + csrf).status()).isEqualTo(303);
		assertThat(browser.get("!" + path).status()).isEqualTo(404);
	}

	@Test
	void aRefusedFormComesBackAsItWas() {
		var browser = signedIn(community.aMember());
		var answer = browser.form("!/write",
				"_csrf=" + csrf(browser.get("!/write")) + "&category=none&title=&body=kept&status=published");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).contains(">kept</textarea>", "class=\"wrong\"");
	}

	@Test
	void aFormWithoutItsTokenIsRefused() {
		var browser = signedIn(community.aMember());
		var answer = browser.form("!/write", "title=x");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.body()).contains("<html");
	}

	@ParameterizedTest
	@CsvSource({ "/write,401", "/bookmarks,401", "/admin/categories,401", "/p/99999999,404", "/nowhere,404",
			"/@nobody_at_all,404",
			"/setup?token=x,404", "/claim?token=x,404", "/c/none,404", "/problem,404" })
	void saysWhatIsWrongOnAPage(String path, int status) {
		var answer = browser().get("!" + path);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).contains("<html", "class=\"nothing\"");
	}

	@Test
	void onlyAdminsArrangeBoards() {
		assertThat(signedIn(community.aModerator()).get("!/admin/categories").status()).isEqualTo(403);
		var browser = signedIn(community.anAdmin());
		var slug = Community.unique("c");
		assertThat(browser.form("!/admin/categories",
				"_csrf=" + csrf(browser.get("!/admin/categories")) + "&slug=" + slug + "&name=New").status()).isEqualTo(303);
		assertThat(browser.get("!/c/" + slug).status()).isEqualTo(200);
	}

	@Test
	void signingOutEndsTheCookie() {
		var browser = signedIn(community.aMember());
		var csrf = csrf(browser.get("!/write"));
		assertThat(browser.form("!/logout", "_csrf=" + csrf).status()).isEqualTo(303);
		assertThat(browser.get("!/write").status()).isEqualTo(401);
	}

	@Test
	void aNewcomerSignsUpOnThePage() {
		var form = browser().get("!/signup");
		var cookie = cookie(form, "csrf");
		var handle = Community.unique("new");
		var answer = browser().header("Cookie", cookie).form("!/signup",
				"_csrf=" + csrf(form) + "&handle=" + handle + "&email=" + handle
						+ "@example.org&password=correct%20horse&agreed=true");
		assertThat(answer.status()).isEqualTo(303);
		assertThat(cookie(answer, "madang")).isNotBlank();
		var taken = browser().header("Cookie", cookie).form("!/signup",
				"_csrf=" + csrf(form) + "&handle=" + handle + "&email=x&password=short");
		assertThat(taken.status()).isEqualTo(422);
		assertThat(taken.body()).contains("value=\"" + handle + "\"").doesNotContain("value=\"short\"");
	}

	@Test
	void languageAndThemeAreRemembered() {
		var answer = browser().form("!/preferences", "lang=en&theme=dark&back=/boards");
		assertThat(answer.status()).isEqualTo(303);
		assertThat(browser().header("Cookie", cookie(answer, "lang") + "; " + cookie(answer, "theme")).get("!/boards").body())
				.contains("lang=\"en\" data-theme=\"dark\"");
		assertThat(browser().form("!/preferences", "lang=en&back=//evil.example").header("Location")).doesNotContain("evil");
	}

	@Test
	void operatorsAndDevelopersHaveTheirPages() {
		var json = community.anybody().header("Accept", "application/json");
		assertThat(json.get("!/v3/api-docs").text("/openapi")).startsWith("3.1");
		assertThat(json.get("!/v3/api-docs").json().at("/paths").has("/api/v1/posts/{id}/comments")).isTrue();
		assertThat(json.get("!/health").json().at("/status").asString()).as(json.get("!/health").body()).isEqualTo("UP");
		assertThat(community.anybody().get("!/metrics").body()).contains("jvm_memory_used_bytes");
		assertThat(community.anybody().get("!/robots.txt").body()).contains("Disallow: /api/");
		assertThat(browser().get("!/redoc").body()).contains("<redoc");
		assertThat(browser().get("!/swagger-ui/index.html").status()).isEqualTo(200);
	}

	@Test
	void anImportedMemberClaimsTheName() {
		var handle = Community.unique("old");
		community.jdbc().sql("insert into member (handle, name) values (:handle, :handle)").param("handle", handle).update();
		assertThat(community.anybody().post("/auth/login", Map.of("login", handle, "password", "")).status()).isEqualTo(401);
		var admin = signedIn(community.anAdmin());
		var made = admin.form("!/admin/members/" + handle + "/claim-link",
				"_csrf=" + csrf(admin.get("!/admin/members/" + handle)));
		var path = made.body().replaceAll("(?s).*http://localhost:8080(/claim\\?token=[\\w-]+).*", "$1");
		var form = browser().get("!" + path);
		assertThat(form.body()).contains(handle);
		var fields = "_csrf=" + csrf(form) + "&token=" + path.split("=")[1] + "&email=" + handle
				+ "@example.org&password=correct%20horse";
		var claim = browser().header("Cookie", cookie(form, "csrf"));
		assertThat(claim.form("!/claim", fields).status()).isEqualTo(303);
		assertThat(claim.form("!/claim", fields).status()).isEqualTo(404);
		assertThat(community.anybody().post("/auth/login", Map.of("login", handle, "password", "correct horse")).status())
				.isEqualTo(200);
		assertThat(admin.form("!/admin/members/" + handle + "/claim-link", "_csrf=" + csrf(admin.get("!/write"))).status())
				.isEqualTo(409);
	}

	@Test
	void whoIsRefusedGoesBackToTheFormAndNotToWhereItWasSent() {
		var form = community.anybody().header("Accept", "text/html").get("!/login");
		var page = community.anybody().header("Accept", "text/html").header("Cookie", cookie(form, "csrf"));
		var post = "/p/" + community.aPost().id();
		var fields = "_csrf=" + csrf(form) + "&body=x";
		assertThat(page.header("Referer", form.response().uri().resolve(post).toString())
				.form("!" + post + "/comments", fields).body()).contains("href=\"/login?back=" + Browser.encode(post) + "\"");
		assertThat(page.header("Referer", "https://elsewhere.example/x").form("!" + post + "/comments", fields).body())
				.contains("href=\"/login?back=").doesNotContain("elsewhere");
	}
}
