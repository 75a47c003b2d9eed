package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Streams over real connections. */
@SecondMadangTest
class StreamsTest {

	@Autowired
	Community community;

	@Autowired
	Streams streams;

	@Autowired
	ClusterSignals signals;

	private final HttpClient http = HttpClient.newHttpClient();

	private Person author;

	private Person reader;

	private long post;

	/** What a stream says, an event with its fields a piece; “end” at its end. */
	private record Heard(int status, LinkedBlockingQueue<String> events, InputStream body) {

		String next() throws InterruptedException {
			return String.valueOf(events.poll(15, TimeUnit.SECONDS));
		}
	}

	@BeforeEach
	void aPost() {
		author = community.aMember();
		reader = community.aMember();
		post = community.aPost().by(author).id();
		new Listening(community).settle();
	}

	private Heard listen(String path, Map<String, String> headers) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create("http://localhost:" + community.anybody().port() + path));
		headers.forEach(request::header);
		var response = http.send(request.build(), BodyHandlers.ofInputStream());
		var events = new LinkedBlockingQueue<String>();
		Thread.ofVirtual().start(() -> {
			try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
				var event = new StringBuilder();
				for (var line = lines.readLine(); line != null; line = lines.readLine()) {
					if (!line.isEmpty()) {
						event.append(line).append('\n');
					}
					else if (event.indexOf("event:") >= 0) {
						events.add(event.toString());
						event.setLength(0);
					}
					else {
						event.setLength(0);
					}
				}
			}
			catch (IOException gone) {
				// as good as its end
			}
			events.add("end");
		});
		return new Heard(response.statusCode(), events, response.body());
	}

	private Heard listen(Person person, Map<String, String> more) throws IOException, InterruptedException {
		var headers = new java.util.HashMap<>(more);
		headers.put("Authorization", "Bearer " + tokenOf(person));
		return listen("/api/v1/notifications/stream", headers);
	}

	private String tokenOf(Person person) {
		return community.anybody().post("/auth/login", Map.of("login", person.handle(), "password", Community.PASSWORD))
				.text("/accessToken");
	}

	@Test
	void whatIsNewArrivesAndSoDoesThatItWasRead() throws Exception {
		var heard = listen(author, Map.of("Accept-Language", "en"));
		assertThat(heard.status()).isEqualTo(200);
		assertThat(heard.next()).contains("event: unread").contains("{\"unread\":0}");
		community.aComment(reader, post, "댓글");
		assertThat(heard.next()).contains("event: notification").contains("commented: “댓글”").contains("\nevent")
				.contains("id: ");
		assertThat(heard.next()).contains("event: unread").contains("{\"unread\":1}");
		author.client().post("/notifications/read", Map.of("all", true));
		assertThat(heard.next()).contains("{\"unread\":0}");
		heard.body().close();
	}

	@Test
	void itGoesOnWhereItWasInterrupted() throws Exception {
		var first = listen(author, Map.of());
		var id = first.next().replaceAll("(?s).*id: (\\d+).*", "$1");
		first.body().close();
		community.aComment(reader, post, "그동안");
		new Listening(community).settle();
		var second = listen(author, Map.of("Last-Event-ID", id));
		assertThat(second.next()).contains("event: notification");
		assertThat(second.next()).contains("{\"unread\":1}");
		second.body().close();
		var odd = listen(author, Map.of("Last-Event-ID", "' or 1=1"));
		assertThat(odd.next()).contains("event: unread");
		odd.body().close();
	}

	@Test
	void aRevokedSignInClosesItsStreamAtOnceAndNoOther() throws Exception {
		var token = tokenOf(author);
		var mine = listen("/api/v1/notifications/stream", Map.of("Authorization", "Bearer " + token));
		var other = listen(author, Map.of());
		mine.next();
		other.next();
		community.anybody().with(token).post("/auth/logout", "{}");
		assertThat(mine.next()).isEqualTo("end");
		community.aComment(reader, post, "댓글");
		assertThat(other.next()).contains("event: notification");
		other.body().close();
		assertThat(listen("/api/v1/notifications/stream", Map.of("Authorization", "Bearer " + token)).status()).isEqualTo(401);
	}

	@Test
	void aSuspendedMembersStreamsEndAndNoneBeginsAgain() throws Exception {
		var token = tokenOf(author);
		var headers = Map.of("Authorization", "Bearer " + token);
		var one = listen("/api/v1/notifications/stream", headers);
		var two = listen("/api/v1/notifications/stream", headers);
		one.next();
		two.next();
		assertThat(community.aModerator().client()
				.put("/admin/users/" + author.handle() + "/states/suspended", Map.of("detail", "도배")).status()).isLessThan(300);
		assertThat(one.next()).isEqualTo("end");
		assertThat(two.next()).isEqualTo("end");
		assertThat(listen("/api/v1/notifications/stream", headers).status()).isEqualTo(401);
	}

	@Test
	void thereAreNoMoreThanTheOperatorAllowsAndOneThatEndsMakesRoom() {
		var few = new Streams(new Properties(2, LocalTime.NOON, false), signals);
		few.start();
		var first = few.open(viewer(1), Locale.KOREAN);
		few.open(viewer(2), Locale.KOREAN);
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> few.open(viewer(3), Locale.KOREAN))
				.satisfies(problem -> assertThat(problem.status()).isEqualTo(503));
		few.close(first);
		assertThat(few.open(viewer(3), Locale.KOREAN).isOver()).isFalse();
	}

	private static Viewer viewer(long id) {
		return new Viewer(-id, "", "", Role.MEMBER, 1);
	}

	@Test
	void thePagesOwnRouteTakesTheCookieAndNobodyElse() throws Exception {
		var secret = Community.unique("cookie");
		community.jdbc().sql("""
				insert into sign_in (member_id, session_hash, expires_at)
				values (:id, sha256(convert_to(:secret, 'UTF8')), now() + interval '1 day')
				""").param("id", author.id()).param("secret", secret).update();
		var heard = listen("/notifications/stream", Map.of("Cookie", "madang=" + secret));
		assertThat(heard.next()).contains("event: unread");
		heard.body().close();
		assertThat(listen("/notifications/stream", Map.of()).status()).isEqualTo(401);
	}

	@Test
	void theSixthStreamOfAMemberTakesThePlaceOfTheFirst() throws Exception {
		var first = listen(author, Map.of());
		first.next();
		for (int i = 0; i < 5; i++) {
			var next = listen(author, Map.of());
			next.next();
		}
		assertThat(first.next()).isEqualTo("end");
	}

	@Test
	void streamsEndWithTheProgramAndBeginAgainWithIt() throws Exception {
		var heard = listen(author, Map.of());
		heard.next();
		streams.stop();
		try {
			assertThat(heard.next()).isEqualTo("end");
			assertThat(listen(author, Map.of()).status()).isEqualTo(503);
		}
		finally {
			streams.start();
		}
		var again = listen(author, Map.of());
		assertThat(again.next()).contains("event: unread");
		again.body().close();
	}

	/** Two, because so many may look into the database at a time. */
	@Test
	void readersWhoDoNotReadHoldNobodyUp() throws Exception {
		var heard = listen(reader, Map.of());
		heard.next();
		try (var one = deaf(tokenOf(author)); var two = deaf(tokenOf(author))) {
			assertThat(List.of(one, two)).allSatisfy(each -> assertThat(each.getInputStream().read()).isPositive());
			community.jdbc().sql("""
					insert into notification (member_id, kind, subject_kind, subject_id, post_id, actor_id)
					select :author, 'comment', 'post', :post, :post, :reader from generate_series(1, 12000)
					""").param("author", author.id()).param("post", post).param("reader", reader.id()).update();
			community.jdbc().sql("select pg_notify('madang', 'notification ' || :id)").param("id", author.id()).query()
					.singleRow();
			for (int i = 1; i <= 3; i++) {
				community.aComment(author, post, "@" + reader.handle());
				assertThat(heard.next()).contains("event: notification");
				assertThat(heard.next()).contains("{\"unread\":" + i + "}");
			}
		}
		heard.body().close();
	}

	/** Asks for a stream, reads nothing of it, and has little room for what it is sent. */
	private Socket deaf(String token) throws IOException {
		var socket = new Socket();
		socket.setReceiveBufferSize(1024);
		socket.connect(new InetSocketAddress("localhost", community.anybody().port()));
		socket.getOutputStream().write(("GET /api/v1/notifications/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
				+ token + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		return socket;
	}
}
