package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

import jakarta.mail.MessagingException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.madang.Madang;
import dev.madang.testing.Aside;
import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Digests by way of a mail server, which is away for a while. */
@Aside
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = DigestMailTest.Settings.class)
@Import({ Community.class, Client.class })
class DigestMailTest {

	private static final int PORT = TestDatabase.freePort();

	private static final GreenMail MAIL = new GreenMail(new ServerSetup(PORT, "127.0.0.1", "smtp"));

	static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var settings = new HashMap<>(TestDatabase.fresh("digests"));
			settings.putAll(Map.of("madang.url", "https://madang.example", "madang.mail.host", "127.0.0.1",
					"madang.mail.port", PORT, "madang.mail.tls", "none"));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("digests", settings));
		}
	}

	@AfterAll
	static void stop() {
		MAIL.stop();
	}

	@Autowired
	Community community;

	@Autowired
	Digests digests;

	@Test
	void oneEmailArrivesHoweverOftenItIsTriedAndItsHeaderEndsThem() throws MessagingException {
		var listening = new Listening(community);
		var author = community.aMember();
		var reader = community.aMember();
		var post = community.aPost().by(author).id();
		author.client().put("/notifications/preferences", Map.of("digest", "daily"));
		community.jdbc().sql("update member set locale = 'ko' where id = :id").param("id", author.id()).update();
		community.aComment(reader, post, "댓글");
		listening.settle();
		var noon = LocalDate.now(ZoneId.of("Asia/Seoul")).plusDays(1).atTime(12, 0).atZone(ZoneId.of("Asia/Seoul"));
		digests.look(noon);
		digests.look(noon);
		Awaitility.await().until(
				() -> community.jdbc().sql("select error is not null from mail").query(Boolean.class).optional().orElse(false));
		MAIL.start();
		community.jdbc().sql("update mail set next_at = now()").update();
		community.jdbc().sql("select pg_notify('madang', 'mail ')").query().singleRow();
		assertThat(MAIL.waitForIncomingEmail(20_000, 1)).isTrue();
		Awaitility.await().until(() -> community.jdbc().sql("select count(*) from mail").query(Integer.class).single() == 0);
		digests.look(noon.plusDays(1));
		assertThat(MAIL.getReceivedMessages()).hasSize(1);
		var email = MAIL.getReceivedMessages()[0];
		assertThat(email.getSubject()).contains("새 알림 1개");
		assertThat(email.getAllRecipients()[0]).hasToString(author.handle() + "@example.org");
		assertThat(email.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
		var way = email.getHeader("List-Unsubscribe")[0];
		assertThat(way).matches("<https://madang\\.example/unsubscribe\\?token=[A-Za-z0-9_-]{32}>");
		var path = way.substring("<https://madang.example".length(), way.length() - 1);
		assertThat(community.anybody().header("Accept", "text/html").form("!" + path, "List-Unsubscribe=One-Click").status())
				.isEqualTo(200);
		assertThat(author.client().get("/notifications/preferences").text("/digest")).isEqualTo("off");
		assertThat(new Browser(community).signedIn(author).get("/settings/notifications").body())
				.doesNotContain("메일 서버가 없어");
	}
}
