package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who reported is known to those who decide, and to nobody whom it is about. */
@MadangTest
class ReportersNameTest {

	@Autowired
	Community community;

	private Person reporter;

	private Person reported;

	private Person other;

	private long id;

	@BeforeEach
	void aReportOfAModerator() {
		reporter = community.aMember();
		reported = community.aModerator();
		other = community.aModerator();
		id = ReportsTest.report(reporter, "user", reported.id()).id();
	}

	@Test
	void moderatorsDoNotReadWhoReportedThem() {
		assertThat(other.client().get("/admin/reports/" + id).text("/reports/0/reporter/handle")).isEqualTo(reporter.handle());
		assertThat(new Browser(community).signedIn(other).get("/admin/reports/" + id).body()).contains(reporter.handle());
		assertThat(reported.client().get("/admin/reports/" + id).body()).doesNotContain(reporter.handle())
				.contains("\"reporter\":null");
		assertThat(new Browser(community).signedIn(reported).get("/admin/reports/" + id).body())
				.doesNotContain(reporter.handle());
	}

	@Test
	void whatTheyAreToldNamesNobody() throws Exception {
		Awaitility.await().until(() -> reported.client().get("/notifications").body().contains("\"filed\""));
		for (var person : List.of(reported, other)) {
			assertThat(person.client().get("/notifications").body()).doesNotContain(reporter.handle());
			assertThat(new Browser(community).signedIn(person).get("/notifications").body())
					.doesNotContain(reporter.handle());
		}
		assertThat(export(reported)).contains("filed").doesNotContain(reporter.handle());
	}

	private String export(Person person) throws Exception {
		var token = community.anybody().post("/auth/login", Map.of("login", person.handle(), "password", Community.PASSWORD))
				.text("/accessToken");
		var zip = HttpClient.newHttpClient().send(HttpRequest
				.newBuilder(URI.create("http://localhost:" + community.anybody().port() + "/api/v1/users/me/export"))
				.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofByteArray());
		var all = new StringBuilder();
		try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
			while (entries.getNextEntry() != null) {
				all.append(new String(entries.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return all.toString();
	}
}
