package dev.madang.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.madang.redis.RealRedis;
import dev.madang.testing.Community;
import dev.madang.testing.Program;
import dev.madang.testing.S3Server;
import dev.madang.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole programs on one PostgreSQL, with a Redis, an S3 server and a mail server. */
final class TestCluster implements AutoCloseable {

	static final String PASSWORD = "correct horse";

	/** An answer of a node. */
	record Answer(int status, String body) {

		JsonNode json() {
			return new JsonMapper().readTree(body);
		}
	}

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(2)).build();

	private final JsonMapper mapper = new JsonMapper();

	private final RealRedis redis = new RealRedis();

	private final GreenMail mail = new GreenMail(new ServerSetup(TestDatabase.freePort(), "127.0.0.1", "smtp"));

	private final List<Program> programs = new ArrayList<>();

	private final Map<String, String> settings = new HashMap<>();

	private final DataSource database;

	private final Path folder;

	TestCluster(String name, Path folder) {
		this(name, folder, TestDatabase.migrated(name));
	}

	/** @param source an empty database */
	TestCluster(String name, Path folder, DriverManagerDataSource source) {
		this.folder = folder;
		database = source;
		mail.start();
		S3Server.settings(name.replace('_', '-'), S3Server.port())
				.forEach((setting, value) -> settings.put(variable(setting), value.toString()));
		// most of what they do is to start
		settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
		settings.put("MADANG_CLUSTER", "true");
		settings.put("MADANG_URL", "http://localhost:8080");
		settings.put("MADANG_DRAIN", "3s");
		settings.put("MADANG_DATABASE_URL", Objects.requireNonNull(source.getUrl()));
		settings.put("MADANG_DATABASE_USER", Objects.requireNonNull(source.getUsername()));
		settings.put("MADANG_DATABASE_PASSWORD", Objects.requireNonNull(source.getPassword()));
		settings.put("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "8");
		settings.put("SPRING_DATASOURCE_HIKARI_MINIMUMIDLE", "1");
		settings.put("MADANG_REDIS_URL", "redis://127.0.0.1:" + redis.port());
		settings.put("MADANG_REDIS_VIEWSEVERY", "2s");
		settings.put("MADANG_MAIL_HOST", "127.0.0.1");
		settings.put("MADANG_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()));
		settings.put("MADANG_MAIL_TLS", "none");
	}

	/** The ports of what the nodes share beside the database. */
	List<Integer> shared() {
		return List.of(redis.port(), S3Server.port(), mail.getSmtp().getPort());
	}

	/** Has the nodes reach what they share, but for the database, at another address. */
	void shareAt(String address) {
		settings.replaceAll((setting, value) -> setting.equals("MADANG_DATABASE_URL") || setting.equals("MADANG_URL")
				? value
				: value.replace("127.0.0.1", address));
	}

	private static String variable(String setting) {
		return setting.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace("-", "");
	}

	/** A node with pages, with some other settings; an empty one is left out. It is started. */
	Program node(String name, Map<String, String> other) throws IOException {
		return node(name, other, program -> program);
	}

	/** The same of a program that is not quite this one, or is elsewhere. */
	Program node(String name, Map<String, String> other, UnaryOperator<Program> as) throws IOException {
		return started(as.apply(new Program(folder.resolve(name), log(name), with(other))));
	}

	Program worker(String name) throws IOException {
		return started(Program.worker(folder.resolve(name), log(name), with(Map.of("MADANG_WORKER", ""))));
	}

	private Program started(Program program) throws IOException {
		programs.add(program);
		program.start();
		return program;
	}

	private Path log(String name) {
		return folder.resolve(name + ".log");
	}

	String said(String name) throws IOException {
		return Files.readString(log(name));
	}

	private Map<String, String> with(Map<String, String> other) {
		var all = new HashMap<>(settings);
		all.putAll(other);
		all.values().removeIf(String::isEmpty);
		return all;
	}

	JdbcClient jdbc() {
		return JdbcClient.create(database);
	}

	/** A new member with a token for programs, whose name it is after {@code madang_}. */
	String aMember(String role) {
		var name = Community.unique("node");
		jdbc().sql("""
				with new as (insert into member (handle, name, role) values (:name, :name, :role) returning id)
				insert into access_token (member_id, name, hash, scopes, expires_at)
				select id, 'node', sha256(:token::bytea), '{read,write}', now() + interval '1 day' from new
				""").param("name", name).param("role", role).param("token", "madang_" + name).update();
		return name;
	}

	/** A room of some members. */
	long room(String... members) {
		var jdbc = jdbc();
		var room = jdbc.sql("insert into room (kind, name, member_count) values ('group', '방', :count) returning id")
				.param("count", members.length).query(Long.class).single();
		jdbc.sql("insert into room_member (room_id, member_id) select :room, id from member where handle = any(:handles)")
				.param("room", room).param("handles", members).update();
		return room;
	}

	/** To whom emails have come, by the part before the @. */
	List<String> emails() {
		return Arrays.stream(mail.getReceivedMessages()).map(email -> GreenMailUtil.getAddressList(recipients(email)))
				.map(address -> address.replaceFirst("@.*", "")).toList();
	}

	/** Of each email that has come, to whom, and the Message-ID. */
	List<String> letters() {
		return Arrays.stream(mail.getReceivedMessages()).map(email -> {
			try {
				return GreenMailUtil.getAddressList(recipients(email)).replaceFirst("@.*", "") + " "
						+ email.getMessageID();
			}
			catch (MessagingException e) {
				throw new IllegalStateException(e);
			}
		}).toList();
	}

	private static Address[] recipients(MimeMessage email) {
		try {
			return email.getAllRecipients();
		}
		catch (MessagingException e) {
			throw new IllegalStateException(e);
		}
	}

	Answer get(Program node, String token, String path) {
		return send(node, token, "GET", path, null);
	}

	/** @param path under /api/v1, or anything else where it begins with an exclamation mark */
	Answer send(Program node, String token, String method, String path, @Nullable Object body) {
		try {
			return trySend(node, token, method, path, body);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	Answer trySend(Program node, String token, String method, String path, @Nullable Object body) throws IOException {
		return trySend(node, token, method, path, body, "");
	}

	/** @param key by which it is done once, however often it is sent; empty for none */
	Answer trySend(Program node, String token, String method, String path, @Nullable Object body, String key)
			throws IOException {
		var address = path.startsWith("!") ? path.substring(1) : "/api/v1" + path;
		var request = HttpRequest.newBuilder(URI.create(node.address() + address))
				.timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json").method(method,
						body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(mapper.writeValueAsString(body)));
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		if (!key.isEmpty()) {
			request.header("Idempotency-Key", key);
		}
		try {
			HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
			return new Answer(answer.statusCode(), answer.body());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException(e);
		}
	}

	/** The access token of somebody who signs in on a node. */
	String signIn(Program node, String login) {
		return send(node, "", "POST", "/auth/login", Map.of("login", login, "password", PASSWORD)).json().at("/accessToken")
				.asString();
	}

	@Override
	public void close() {
		programs.forEach(Program::terminate);
		programs.forEach(Program::close);
		mail.stop();
		redis.close();
		http.close();
	}
}
