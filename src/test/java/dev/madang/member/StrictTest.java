package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.madang.Madang;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Aside;
import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.Statements;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A community that is stricter than most: served over TLS behind a proxy, with a mail server, limits, and an admin who lets
 * in whoever has confirmed an address.
 */
@Aside
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = StrictTest.Settings.class)
@Import({ Community.class, Client.class, Statements.class })
class StrictTest {

	private static final GreenMail MAIL = new GreenMail(new ServerSetup(TestDatabase.freePort(), "127.0.0.1", "smtp"));

	static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			MAIL.start();
			var settings = new HashMap<>(TestDatabase.fresh("strict"));
			settings.putAll(Map.of("madang.url", "https://strict.example", "madang.limits.enabled", "true", "madang.proxies",
					"127.0.0.1", "madang.signup.mode", "approval", "madang.signup.confirm-first", "true", "madang.mail.host",
					"127.0.0.1", "madang.mail.port", MAIL.getSmtp().getPort(), "madang.mail.tls", "none"));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("strict", settings));
		}
	}

	@AfterAll
	static void stop() {
		MAIL.stop();
	}

	@Autowired
	Community community;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Statements statements;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Passwords passwords;

	@Autowired
	Invites invites;

	@Autowired
	Members members;

	@Autowired
	Newcomers newcomers;

	@Autowired
	WaitingSignUps waiting;

	private static Viewer viewer(Person admin) {
		return new Viewer(admin.id(), admin.handle(), admin.handle(), Role.ADMIN, 1);
	}

	private Client from(String address) {
		return community.anybody().header("X-Forwarded-For", address);
	}

	private Answer signUp(String handle, String email) {
		return from("192.0.2.1").post("/auth/signup",
				Map.of("handle", handle, "name", "새 식구", "email", email, "password", Community.PASSWORD, "message", "책 모임에서"));
	}

	private MimeMessage emailTo(String recipient) {
		return Awaitility.await().until(() -> latest(recipient),
				emails -> !emails.isEmpty()).getFirst();
	}

	private List<MimeMessage> latest(String recipient) {
		return Arrays.stream(MAIL.getReceivedMessages()).filter(email -> GreenMailUtil.getHeaders(email).contains(recipient))
				.toList().reversed();
	}

	private String link(String recipient, String path) {
		var text = GreenMailUtil.getWholeMessage(emailTo(recipient)).replace("=\r\n", "").replace("=3D", "=");
		return text.replaceAll("(?s).*?https://strict\\.example" + path + "\\?token=([\\w-]+).*", "$1");
	}

	@Test
	void aNewcomerConfirmsFirstAndIsLetInByAnAdmin() throws MessagingException {
		var handle = Community.unique("new");
		var email = handle + "@example.org";
		assertThat(signUp(handle, email).status()).isEqualTo(202);
		assertThat(from("192.0.2.1").post("/auth/login", Map.of("login", handle, "password", Community.PASSWORD)).status())
				.isEqualTo(401);
		var admin = community.anAdmin();
		assertThat(jdbc.sql("select count(*) from member where handle = :handle").param("handle", handle).query(Integer.class)
				.single()).isZero();
		assertThat(from("192.0.2.1").post("/auth/email/confirm", Map.of("token", link(email, "/confirm"))).text("/outcome"))
				.isEqualTo("WAITS");
		var id = jdbc.sql("select id from sign_up where handle = :handle").param("handle", handle).query(Long.class).single();
		waiting.approve(viewer(admin), id);
		assertThat(from("192.0.2.1").post("/auth/login", Map.of("login", handle, "password", Community.PASSWORD)).status())
				.isEqualTo(200);
		Awaitility.await().until(() -> latest(email).getFirst().getSubject().contains("환영해요"));
		assertThat(latest(email).getFirst().getFrom()[0].toString()).contains("no-reply@strict.example");
		assertThat(latest(email).getFirst().getContentType()).startsWith("multipart/");
	}

	@Test
	void signingUpDoesNotTellWhetherAnAddressIsTaken() {
		var member = community.aMember();
		var email = member.handle() + "@example.org";
		statements.take();
		var fresh = signUp(Community.unique("new"), Community.unique("new") + "@example.org");
		var whenFresh = statements.take();
		var taken = signUp(Community.unique("new"), email);
		assertThat(statements.take()).isEqualTo(whenFresh).isNotEmpty();
		assertThat(taken.status()).isEqualTo(fresh.status()).isEqualTo(202);
		assertThat(taken.body()).isEqualTo(fresh.body()).isEmpty();
		Awaitility.await().until(() -> !latest(email).isEmpty());
		assertThat(GreenMailUtil.getWholeMessage(latest(email).getFirst())).doesNotContain("/confirm?token");
		assertThat(signUp(member.handle(), "x" + email).code()).isEqualTo("handle-taken");
	}

	@Test
	void aMailServerThatIsDownDelaysEmailsAndBlocksNobody() {
		MAIL.stop();
		var email = Community.unique("late") + "@example.org";
		assertThat(signUp(Community.unique("new"), email).status()).isEqualTo(202);
		Awaitility.await()
				.until(() -> jdbc.sql("select count(*) from mail where recipient = :email and error is not null")
						.param("email", email)
						.query(Integer.class).single() == 1);
		MAIL.start();
		jdbc.sql("with due as (update mail set next_at = now() returning 1) select pg_notify('madang', 'mail ') from due")
				.query()
				.listOfRows();
		emailTo(email);
		Awaitility.await().until(() -> jdbc.sql("select count(*) from mail where recipient = :email").param("email", email)
				.query(Integer.class).single() == 0);
	}

	@Test
	void browsersAreToldToStayWithTls() {
		for (var path : new String[]{ "!/", "/posts", "/posts/0", "!/docs", "!/media/none", "!/login" }) {
			assertThat(from("192.0.2.8").get(path).header("Strict-Transport-Security")).as(path).isEqualTo("max-age=31536000");
		}
	}

	@Test
	void aFormThatExpiredBehindTlsLeadsBackToItsPage() {
		var path = "/p/" + community.aPost().id();
		var browser = from("192.0.2.9").header("X-Forwarded-Proto", "https").header("Accept", "text/html");
		var origin = "https://" + browser.get("!" + path).response().uri().getAuthority();
		var expired = browser.header("Referer", origin + path).form("!" + path + "/comments", "body=late");
		assertThat(expired.status()).isEqualTo(403);
		assertThat(expired.body()).contains("href=\"" + path + "\"").doesNotContain(path + "/comments");
	}

	@Test
	void whatAProxyOfThisMachineForwardsIsNotFromIt() {
		for (var sender : List.of("127.0.0.1", "192.0.2.9", "nonsense")) {
			assertThat(from(sender).get("!/metrics").status()).as(sender).isEqualTo(404);
		}
		assertThat(community.anybody().get("!/metrics").status()).isEqualTo(200);
	}

	@Test
	void cookiesAreBoundToTheHost() {
		var member = community.aMember();
		var form = from("192.0.2.7").header("Accept", "text/html").get("!/login");
		var csrf = form.response().headers().allValues("Set-Cookie");
		assertThat(csrf).anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-csrf=").contains("Secure")
				.contains("HttpOnly").contains("SameSite=Lax").contains("Path=/").doesNotContain("Domain"));
		var field = form.body().replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
		var browser = from("192.0.2.7").header("Accept", "text/html").header("Cookie", csrf.getFirst().split(";")[0]);
		var signedIn = browser.form("!/login",
				"_csrf=" + field + "&login=" + member.handle() + "&password=correct%20horse");
		for (var name : new String[]{ "__Host-madang", "__Host-device" }) {
			assertThat(signedIn.response().headers().allValues("Set-Cookie"))
					.anySatisfy(cookie -> assertThat(cookie).startsWith(name + "=").contains("Secure").contains("HttpOnly")
							.contains("SameSite=Lax").contains("Path=/").doesNotContain("Domain"));
		}
		assertThat(browser.form("!/login", "login=" + member.handle() + "&password=correct%20horse").status()).isEqualTo(403);
	}

	@Test
	void requestsAreLimitedByAddressAndByMember() {
		var nobody = Map.of("login", Community.unique("nobody"), "password", "whatever it is");
		int status = 0;
		for (int i = 0; i < 25 && status != 429; i++) {
			status = from("198.51.100.1").post("/auth/password/reset-request",
					Map.of("email", Community.unique("x") + "@example.org")).status();
		}
		assertThat(status).isEqualTo(429);
		assertThat(from("198.51.100.2").post("/auth/password/reset-request",
				Map.of("email", Community.unique("x") + "@example.org")).status()).isEqualTo(202);
		assertThat(from("198.51.100.1").post("/auth/login", nobody).status()).isEqualTo(401);
		var writer = community.aMember();
		var post = community.aPost().by(writer).id();
		Answer comment = community.aComment().by(writer).on(post).send();
		for (int i = 0; i < 70 && comment.status() == 201; i++) {
			comment = community.aComment().by(writer).on(post).send();
		}
		assertThat(comment.status()).isEqualTo(429);
		assertThat(Integer.parseInt(comment.header("Retry-After"))).isPositive();
	}

	@Test
	void invitationsLetInAsManyAsTheySay() {
		var admin = community.anAdmin();
		var mode = SignUpMode.of("invite");
		var byInvite = new SignUp(transaction, mode, new SignUpForms(passwords, mode, newcomers), invites, members, newcomers,
				waiting);
		var link = transaction.execute(status -> invites.create(viewer(admin), "손님", 1));
		var invite = link.replaceAll(".*invite=", "");
		assertThatThrownBy(() -> byInvite.signUp(form(""))).isInstanceOfSatisfying(Problem.class,
				problem -> assertThat(problem.code()).isEqualTo("invite-needed"));
		assertThat(byInvite.signUp(form(invite))).isPresent();
		assertThatThrownBy(() -> byInvite.signUp(form(invite))).isInstanceOf(Problem.class);
	}

	@Test
	void whoeverIsTooYoungIsToldHowOld() {
		var young = new HashMap<String, Object>(Map.of("handle", Community.unique("new"), "name", "어린이", "email",
				"kid@example.org", "password", Community.PASSWORD, "age", 13));
		var answer = from("192.0.2.3").post("/auth/signup", young);
		assertThat(answer.text("/errors/0/code")).isEqualTo("too-young");
		assertThat(answer.text("/errors/0/message")).contains("14");
	}

	private static SignUp.Form form(String invite) {
		var handle = Community.unique("inv");
		return new SignUp.Form(handle, handle, handle + "@example.org", Community.PASSWORD, null, null, "ko", invite, null);
	}

	@Test
	void pagesPromiseEmailsWhereTheyAreSent() {
		var browser = new Browser(community);
		assertThat(browser.get("/reset-request").body()).contains("링크를 보내 드려요").doesNotContain("메일 서버가 없");
		assertThat(browser.post("/reset-request", "email=" + Community.unique("nobody") + "@example.org").body())
				.contains("재설정 링크가 담긴 메일을 보냈어요");
		var handle = Community.unique("new");
		assertThat(browser.post("/signup", "handle=" + handle + "&email=" + handle
				+ "@example.org&password=correct%20horse&message=x&agreed=true").body()).contains("입력한 주소로 확인 메일을 보냈어요");
	}
}
