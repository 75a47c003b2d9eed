package dev.madang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What may be a webhook, in a community whose operator allows no private addresses. */
@MadangTest
class WebhookRulesTest {

	@Autowired
	Community community;

	@ParameterizedTest
	@CsvSource({ "http://hooks.example/,https-only", "http://127.0.0.1/,https-only", "https://127.0.0.1/,private-address",
			"https://localhost:8443/,private-address", "https://[::1]/,private-address", "https://10.1.2.3/x,private-address",
			"https://[::ffff:192.168.0.1]/,private-address", "https://169.254.169.254/latest/meta-data,private-address",
			"https://me:pass@hooks.example/,bad-webhook-url", "ftp://hooks.example/x,bad-webhook-url",
			"javascript:alert(1),bad-webhook-url" })
	void otherAddressesAreRefused(String url, String code) {
		var answer = community.anAdmin().client().post("/webhooks", Map.of("url", url, "topics", List.of("report")));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/field")).isEqualTo("url");
		assertThat(answer.text("/errors/0/code")).isEqualTo(code);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"topics":["post"]}                                                        | url    | missing
			{"url":"https://hooks.example/"}                                           | topics | missing
			{"url":"https://hooks.example/","topics":[]}                               | topics | missing
			{"url":"https://hooks.example/","topics":["nowhere"]}                      | topics | unknown-topic
			{"url":"https://hooks.example/","topics":[null]}                           | topics | unknown-topic
			{"url":"https://hooks.example/","topics":["post"],"secret":"short"}        | secret | bad-secret
			{"url":"https://hooks.example/","topics":["post"],"secret":"sixteen of them 글"} | secret | bad-secret
			{"url":"https://hooks.example/","topics":["post"],"secret":"whsec_MfKQ9r8GKYqrTwjUPD8="}    | secret | bad-standard-secret
			{"url":"https://hooks.example/","topics":["post"],"secret":"whsec_not-base64-at-all"}       | secret | bad-standard-secret
			""")
	void otherFormsAreRefused(String form, String field, String code) {
		var answer = community.anAdmin().client().post("/webhooks", form);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/field")).isEqualTo(field);
		assertThat(answer.text("/errors/0/code")).isEqualTo(code);
	}

	@Test
	void theSecretIsToldOnce() {
		var admin = community.anAdmin().client();
		var made = admin.post("/webhooks", Map.of("url", "https://hooks.example/once", "topics", List.of("report", "report")));
		assertThat(made.status()).isEqualTo(201);
		assertThat(made.text("/secret")).hasSizeGreaterThan(40);
		assertThat(admin.get("/webhooks").body()).contains("hooks.example/once").doesNotContain(made.text("/secret"));
		assertThat(admin.get("/webhooks/" + made.id()).body()).doesNotContain("secret");
		assertThat(made.json().at("/topics")).hasSize(1);
		assertThat(admin.delete("/webhooks/" + made.id()).status()).isEqualTo(204);
		assertThat(admin.get("/webhooks/" + made.id() + "/deliveries").status()).isEqualTo(404);
	}

	@Test
	void thereAreNoMoreThanTwenty() {
		var admin = community.anAdmin().client();
		var before = community.jdbc().sql("select coalesce(max(id), 0) from webhook").query(Long.class).single();
		try {
			var answer = admin.get("/webhooks");
			for (int i = 0; i < 21; i++) {
				answer = admin.post("/webhooks", Map.of("url", "https://hooks.example/" + i, "topics", List.of("report")));
			}
			assertThat(answer.code()).isEqualTo("too-many-webhooks");
		}
		finally {
			community.jdbc().sql("delete from webhook where id > :id").param("id", before).update();
		}
	}

	@Test
	void adminsMakeThemOnThePage() {
		var browser = new Browser(community).signedIn(community.anAdmin());
		var refused = browser.post("/admin/webhooks", "url=http://127.0.0.1/x&topic=report");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.body()).contains("value=\"http://127.0.0.1/x\"", "class=\"wrong\"");
		var made = browser.post("/admin/webhooks", "url=https://hooks.example/page&topic=report&topic=post");
		var id = community.jdbc().sql("select max(id) from webhook where url like '%/page'").query(Long.class).single();
		assertThat(made.status()).isEqualTo(303);
		assertThat(made.header("Location")).endsWith("/admin/webhooks/" + id + "?made=true");
		assertThat(browser.get("/admin/webhooks/" + id + "?made=true").body()).contains("id=\"secret\"", "whsec_");
		assertThat(browser.get("/admin/webhooks/" + id).body()).doesNotContain("id=\"secret\"");
		community.jdbc().sql("update webhook set created_at = now() - interval '11 minutes' where id = :id").param("id", id)
				.update();
		assertThat(browser.get("/admin/webhooks/" + id + "?made=true").body()).doesNotContain("whsec_");
		assertThat(browser.get("/admin/webhooks/" + id).body()).contains("hooks.example/page");
		assertThat(browser.post("/admin/webhooks/" + id + "/remove", "x=y").status()).isEqualTo(303);
		assertThat(browser.get("/admin/webhooks/" + id).status()).isEqualTo(404);
	}

	@Test
	void anAddressMayBeWrittenInAnyCase() {
		var admin = community.anAdmin().client();
		var made = admin.post("/webhooks", Map.of("url", "HTTPS://Hooks.EXAMPLE/Any", "topics", List.of("report")));
		assertThat(made.text("/url")).isEqualTo("https://hooks.example/Any");
		admin.delete("/webhooks/" + made.id());
	}
}
