package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.Mailbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** MailQueue about what somebody has not read, and the way out of them. */
@SecondMadangTest
class DigestsTest {

	@Autowired
	Community community;

	@Value("${madang.home}")
	Path home;

	@Autowired
	Mailbox mailbox;

	@Autowired
	Digests digests;

	private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Seoul"));

	private Listening listening;

	private Person author;

	private Person reader;

	private long post;

	@BeforeEach
	void aPost() {
		listening = new Listening(community);
		author = community.aMember();
		reader = community.aMember();
		post = community.aPost().by(author).id();
		listening.settle();
	}

	private void wants(Person person, String digest, String locale) {
		assertThat(person.client().put("/notifications/preferences", Map.of("digest", digest)).text("/digest"))
				.isEqualTo(digest);
		community.jdbc().sql("update member set locale = :locale where id = :id").param("locale", locale)
				.param("id", person.id()).update();
	}

	private int queued(Person person) {
		return community.jdbc().sql("select count(*) from mail where recipient = :to").param("to", address(person))
				.query(Integer.class).single()
				+ (mailbox.find(address(person), "알림").isPresent() || mailbox.find(address(person), "notification").isPresent()
						? 1
						: 0);
	}

	private static String address(Person person) {
		return person.handle() + "@example.org";
	}

	@Test
	void aDigestTellsInItsReadersLanguageWhatIsUnread() throws IOException {
		wants(author, "daily", "en");
		community.aComment(reader, post, "댓글");
		reader.client().put("/posts/" + post + "/like");
		listening.settle();
		digests.send(today.plusDays(1));
		var email = mailbox.email(address(author), "2 new notifications");
		assertThat(email.text()).contains(reader.handle() + " commented: “댓글”")
				.contains("http://localhost:8080/notifications");
		var source = Files.readString(home.resolve("mail", email.kept().name()));
		assertThat(source).contains("List-Unsubscribe: <http://localhost:8080/unsubscribe?token=")
				.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
		wants(reader, "daily", "ko");
		reader.client().put("/users/" + author.handle() + "/follow");
		author.client().put("/users/" + reader.handle() + "/follow");
		listening.settle();
		digests.send(today.plusDays(1));
		assertThat(mailbox.email(address(reader), "새 알림 1개").text()).contains(author.handle() + " 님이 나를 팔로우해요");
	}

	@Test
	void nothingIsSentTwiceNorWithoutNewsNorBeforeItsDay() {
		wants(author, "daily", "ko");
		digests.send(today.plusDays(1));
		assertThat(queued(author)).as("no news").isZero();
		community.aComment(reader, post, "댓글");
		listening.settle();
		digests.send(today.plusDays(1));
		assertThat(queued(author)).as("that day is done").isZero();
		digests.send(today.plusDays(2));
		var first = mailbox.email(address(author), "새 알림 1개").kept().name();
		digests.send(today.plusDays(2));
		digests.send(today.plusDays(3));
		assertThat(mailbox.email(address(author), "새 알림").kept().name()).as("told once").isEqualTo(first);
	}

	@Test
	void aWeeklyDigestWaitsForMonday() {
		wants(author, "weekly", "ko");
		community.aComment(reader, post, "댓글");
		listening.settle();
		var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
		digests.send(monday.minusDays(1));
		assertThat(queued(author)).isZero();
		digests.send(monday.plusDays(1));
		assertThat(mailbox.email(address(author), "새 알림 1개")).isNotNull();
	}

	@Test
	void nothingGoesToWhoDidNotAskOrHasNotConfirmedOrIsSuspendedOrHasReadIt() {
		var silent = community.aMember();
		var quiet = community.aPost().by(silent).id();
		community.aComment(reader, quiet, "댓글");
		wants(author, "daily", "ko");
		community.aComment(reader, post, "댓글");
		listening.settle();
		community.jdbc().sql("update member_email set confirmed_at = null where member_id = :id").param("id", author.id())
				.update();
		digests.send(today.plusDays(1));
		assertThat(queued(author)).isZero();
		community.jdbc().sql("update member_email set confirmed_at = now() where member_id = :id").param("id", author.id())
				.update();
		community.jdbc().sql("insert into member_state (member_id, state) values (:id, 'suspended')").param("id", author.id())
				.update();
		digests.send(today.plusDays(2));
		assertThat(queued(author)).isZero();
		community.jdbc().sql("delete from member_state where member_id = :id").param("id", author.id()).update();
		community.jdbc().sql("update notification set read_at = now() where member_id = :id").param("id", author.id()).update();
		digests.send(today.plusDays(3));
		assertThat(queued(author)).isZero();
		assertThat(queued(silent)).isZero();
	}

	@Test
	void oneThatFailsHoldsNoOtherUpAndIsTriedAgain() {
		wants(author, "daily", "ko");
		wants(reader, "daily", "ko");
		assertThat(author.id()).as("whose turn is first").isLessThan(reader.id());
		var comment = community.aComment(reader, post, "댓글");
		community.aReply(author, post, comment, "답글");
		listening.settle();
		community.jdbc().sql("alter table mail add constraint unwritable check (recipient <> '" + address(author) + "')")
				.update();
		try {
			digests.send(today.plusDays(1));
			assertThat(mailbox.email(address(reader), "새 알림 1개")).isNotNull();
			assertThat(queued(author)).isZero();
		}
		finally {
			community.jdbc().sql("alter table mail drop constraint unwritable").update();
		}
		digests.send(today.plusDays(1));
		assertThat(mailbox.email(address(author), "새 알림 1개")).isNotNull();
	}

	@Test
	void whoeverChoosesAnotherPeriodMissesNothing() {
		wants(author, "daily", "ko");
		community.aComment(reader, post, "댓글");
		listening.settle();
		wants(author, "weekly", "ko");
		digests.send(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
		assertThat(mailbox.email(address(author), "새 알림 1개")).isNotNull();
	}

	@Test
	void whereNoEmailReachesAnybodyNoneIsWrittenAndTheSettingsSaySo() {
		wants(author, "daily", "ko");
		community.aComment(reader, post, "댓글");
		listening.settle();
		digests.look(today.plusDays(1).atTime(12, 0).atZone(ZoneId.of("Asia/Seoul")));
		assertThat(queued(author)).isZero();
		assertThat(new Browser(community).signedIn(author).get("/settings/notifications").body()).contains("메일 서버가 없어");
	}

	@Test
	void whatIsForTheDigestAloneIsNotReadByReadingThePage() {
		author.client().put("/notifications/preferences",
				Map.of("digest", "daily", "kinds", Map.of("like", Map.of("page", false, "mail", true))));
		reader.client().put("/posts/" + post + "/like");
		listening.settle();
		author.client().post("/notifications/read", Map.of("all", true));
		digests.send(today.plusDays(1));
		assertThat(mailbox.email(address(author), "알림 1개").text()).contains(reader.handle());
	}

	@Test
	void whatIsHiddenIsNotWrittenOf() {
		wants(author, "daily", "ko");
		var comment = community.aComment(reader, post, "댓글");
		listening.settle();
		reader.client().delete("/comments/" + comment);
		digests.send(today.plusDays(1));
		assertThat(queued(author)).isZero();
	}

	@Test
	void oneClickEndsItWithoutASignInAndAForgedLinkDoesNothing() {
		wants(author, "daily", "ko");
		community.aComment(reader, post, "댓글");
		listening.settle();
		digests.send(today.plusDays(1));
		mailbox.email(address(author), "새 알림");
		var token = community.jdbc().sql("select token from notification_digest where member_id = :id")
				.param("id", author.id()).query(String.class).single();
		var anybody = community.anybody().header("Accept", "text/html");
		for (var forged : List.of("", "nonsense", token.substring(1), token + "A", "' or '1'='1")) {
			var encoded = java.net.URLEncoder.encode(forged, java.nio.charset.StandardCharsets.UTF_8);
			assertThat(anybody.get("!/unsubscribe?token=" + encoded).status()).isEqualTo(404);
			assertThat(anybody.form("!/unsubscribe?token=" + encoded, "List-Unsubscribe=One-Click").status()).isEqualTo(404);
		}
		assertThat(anybody.get("!/unsubscribe?token=" + token).status()).isEqualTo(200);
		assertThat(author.client().get("/notifications/preferences").text("/digest")).as("to look is not to leave")
				.isEqualTo("daily");
		for (int i = 0; i < 2; i++) {
			assertThat(anybody.form("!/unsubscribe?token=" + token, "List-Unsubscribe=One-Click").status()).isEqualTo(200);
		}
		assertThat(author.client().get("/notifications/preferences").text("/digest")).isEqualTo("off");
	}

	@Test
	void aChoiceIsReplacedAsAWholeAndWrongOnesAreRefused() {
		var client = author.client();
		assertThat(client.put("/notifications/preferences", "{\"kinds\":{\"like\":{\"page\":false,\"mail\":true}}}")
				.json().at("/kinds/like/page").asBoolean()).isFalse();
		reader.client().put("/posts/" + post + "/like");
		assertThat(listening.told(author)).as("for the digest alone").isEmpty();
		assertThat(listening.unread(author)).isZero();
		assertThat(client.put("/notifications/preferences", "{}").json().at("/kinds/like/page").asBoolean()).isTrue();
		assertThat(client.get("/notifications/preferences").json().at("/kinds/post/page").asBoolean()).isFalse();
		for (var wrong : List.of("{\"digest\":\"hourly\"}", "{\"kinds\":{\"nothing\":{\"page\":true,\"mail\":true}}}",
				"{\"kinds\":{\"welcome\":{\"page\":false,\"mail\":false}}}", "{\"kinds\":{\"like\":null}}",
				"{\"kinds\":{\"like\":{\"page\":1,\"mail\":true}}}", "{\"kinds\":[]}", "{\"more\":1}")) {
			assertThat(client.put("/notifications/preferences", wrong).status()).as(wrong).isIn(400, 422);
		}
	}
}
