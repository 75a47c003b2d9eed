package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Sending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Clients that send or read slowly, or send what is no form, keep nobody else waiting and cause no error of ours. */
@MadangTest
class HostileClientsTest {

	/** More than the buffers of a connection hold, and one word for each index that reads it. */
	private static final String LONG = "あ".repeat(180_000);

	@Autowired
	Community community;

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void hangUp() throws IOException {
		for (var socket : sockets) {
			socket.close();
		}
	}

	private Socket connect() throws IOException {
		var socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.setSoTimeout(20_000);
		socket.connect(new InetSocketAddress("localhost", community.anybody().port()));
		sockets.add(socket);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(text.getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

	/** The head of a request to this machine. */
	private static String head(String line, String... headers) {
		return line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", Arrays.stream(headers)
				.filter(header -> !header.isEmpty()).map(header -> header + "\r\n").toList()) + "\r\n";
	}

	private static String firstLine(Socket socket) throws IOException {
		var line = new StringBuilder();
		for (var c = socket.getInputStream().read(); c >= 0 && c != '\r'; c = socket.getInputStream().read()) {
			line.append((char) c);
		}
		return line.toString();
	}

	private Answer aLongPost() {
		return community.aPost().titled("긴 글").saying(LONG).send();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/write", "/api/v1/posts", "/settings/picture", "/api/v1/users/me/picture" })
	void nothingLargeIsReadOfGuests(String path) throws IOException {
		for (int i = 0; i < 3; i++) {
			var socket = connect();
			send(socket,
					head("POST " + path, "Content-Length: 4000000", "Content-Type: multipart/form-data; boundary=x") + "x");
			assertThat(firstLine(socket)).startsWith("HTTP/1.1 401");
		}
		assertThat(aLongPost().status()).isEqualTo(201);
	}

	@Test
	void largeChunksAreNotReadOfGuestsEither() throws IOException {
		var socket = connect();
		send(socket, head("POST /api/v1/posts", "Transfer-Encoding: chunked", "Content-Type: application/json"));
		send(socket, "11000\r\n" + "x".repeat(0x11000) + "\r\n");
		assertThat(firstLine(socket)).startsWith("HTTP/1.1 401");
	}

	@Test
	void membersWhoSendSlowlyKeepNobodyWaiting() throws IOException {
		var slow = community.aMember();
		for (int i = 0; i < 6; i++) {
			send(connect(), head("POST /api/v1/posts", "Authorization: Bearer " + slow.client().token(),
					"Content-Type: application/json", "Content-Length: 1000000") + "{");
		}
		assertThat(aLongPost().status()).isEqualTo(201);
	}

	/** More than are worked on at once. */
	@Test
	void picturesThatComeSlowlyKeepNobodyWaiting() throws IOException {
		for (int i = 0; i < 40; i++) {
			var slow = community.aMember();
			var link = Sending.link(new Sending(slow).allow("image/png", 1_000_000));
			send(connect(), head("PUT " + link.substring(1), "Content-Type: image/png", "Content-Length: 1000000") + "x");
			await().until(() -> slow.client().put(link, new byte[1_000_000], "image/png").code().equals("being-sent"));
		}
		assertThat(community.aMember().client().get("/posts").status()).isEqualTo(200);
	}

	@Test
	void oneMemberSendsSoManyBodiesAtOnce() throws IOException {
		var slow = community.aMember();
		var waitedFor = 0;
		var refused = "";
		while (refused.isEmpty() && waitedFor < 100) {
			var socket = connect();
			socket.setSoTimeout(100);
			send(socket, head("POST /api/v1/posts", "Authorization: Bearer " + slow.client().token(),
					"Content-Type: application/json", "Content-Length: 1000000"));
			try {
				refused = firstLine(socket);
			}
			catch (SocketTimeoutException itsBodyIsWaitedFor) {
				waitedFor++;
			}
		}
		assertThat(refused).startsWith("HTTP/1.1 429");
		assertThat(waitedFor).isGreaterThanOrEqualTo(16);
	}

	@Test
	void guestsWhoReadSlowlyKeepNobodyWaiting() throws IOException {
		var post = aLongPost().id();
		for (int i = 0; i < 6; i++) {
			var socket = connect();
			send(socket, head("GET /api/v1/posts/" + post));
			assertThat(firstLine(socket)).startsWith("HTTP/1.1 200");
		}
		var whole = community.anybody().get("/posts/" + post);
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.text("/body")).isEqualTo(LONG);
		var page = community.anybody().header("Accept", "text/html").get("!/p/" + post);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains(LONG.strip());
	}

	@Test
	void senderOfWhatIsTooLargeIsToldSo() {
		var author = community.aMember();
		assertThat(author.client().post("/posts/1/comments", "x".repeat(1 << 20)).status()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
			"multipart/related; boundary=x", "multipart/mixed", "multipart/", "application/x-www-form-urlencoded; charset=nope",
			"multipart/form-data; boundary=x; charset=nope", "text/plain", "", "/", "a" })
	void whatIsNoFormIsNoFaultOfOurs(String type) {
		for (var path : new String[]{ "!/login", "!/write", "!/preferences", "!/api/v1/auth/token", "!/settings/picture",
				"!/unsubscribe", "/auth/login", "!/signup" }) {
			for (var body : new String[]{ "--x\r\n", "a=%zz&b=%", "--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--",
					"\u0000" }) {
				assertThat(send(path, type, body)).as("%s %s", path, body).isBetween(300, 499);
			}
		}
	}

	private int send(String path, String type, String body) {
		try (var socket = new Socket("localhost", community.anybody().port())) {
			var bytes = body.getBytes(StandardCharsets.UTF_8);
			socket.setSoTimeout(20_000);
			send(socket, head("POST " + (path.startsWith("!") ? path.substring(1) : "/api/v1" + path), "Connection: close",
					type.isEmpty() ? "" : "Content-Type: " + type, "Content-Length: " + bytes.length) + body);
			return Integer.parseInt(firstLine(socket).substring(9, 12));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Test
	void aHundredLongFieldsAreTooLarge() {
		var fields = new HashMap<String, String>();
		for (int i = 0; i < 100; i++) {
			fields.put("f" + i, "x".repeat(250_000));
		}
		var writer = new Browser(community).signedIn(community.aMember());
		assertThat(writer.post("/write", fields, "x.jpg", new byte[0]).status()).isEqualTo(413);
		assertThat(community.anybody().header("Accept", "text/html").form("!/write", fields, "x.jpg", new byte[0]).status())
				.isEqualTo(401);
	}
}
