package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.awaitility.Awaitility;

/**
 * A broker of Pulsar, which the profile {@code engines} brings, in a process of its own: one for all tests of a JVM, whoever kills it
 * starts it again. It wants a token, and has three addresses: one for clients, one that leads through a {@link FaultyProxy}, and one
 * with TLS.
 */
public final class TestPulsar {

	private static final String SECRET = "what the broker signs its tokens with";

	/** The build has put it there. */
	private static final Path PROGRAM = Path.of("target/servers/apache-pulsar-4.0.8").toAbsolutePath();

	private static final String HOST = "127.0.0.1:";

	private final Path folder = Path.of("target/pulsar").toAbsolutePath();

	private final int direct = TestDatabase.freePort();

	private final int behindProxy = TestDatabase.freePort();

	private final int encrypted = TestDatabase.freePort();

	private final int web = TestDatabase.freePort();

	private final FaultyProxy proxy = new FaultyProxy(behindProxy);

	private final String topics = "run" + ProcessHandle.current().pid() + ".";

	private Process server;

	private TestPulsar() throws IOException, InterruptedException {
		TestDatabase.delete(folder);
		Files.createDirectories(folder);
		makeCertificate();
		configure();
		server = begin();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> server.destroyForcibly()));
		awaitReady();
	}

	private static final class Shared {

		private static final TestPulsar PULSAR = started();

		private static TestPulsar started() {
			try {
				return new TestPulsar();
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}
	}

	public static TestPulsar shared() {
		return Shared.PULSAR;
	}

	private void configure() throws IOException {
		var pulsar = new HashMap<String, String>();
		pulsar.put("bindAddress", "127.0.0.1");
		pulsar.put("advertisedAddress", "127.0.0.1");
		pulsar.put("brokerServicePort", String.valueOf(direct));
		pulsar.put("webServicePort", String.valueOf(web));
		pulsar.put("bindAddresses", "proxied:pulsar://" + HOST + behindProxy + ",encrypted:pulsar+ssl://" + HOST + encrypted);
		pulsar.put("advertisedListeners", "direct:pulsar://" + HOST + direct + ",proxied:pulsar://" + HOST + proxy.port()
				+ ",encrypted:pulsar+ssl://" + HOST + encrypted);
		pulsar.put("internalListenerName", "direct");
		pulsar.put("tlsCertificateFilePath", file("certificate.pem").toString());
		pulsar.put("tlsKeyFilePath", file("key.pem").toString());
		pulsar.put("authenticationEnabled", "true");
		pulsar.put("authenticationProviders", "org.apache.pulsar.broker.authentication.AuthenticationProviderToken");
		pulsar.put("tokenSecretKey", "data:;base64," + Base64.getEncoder().encodeToString(bytes(SECRET)));
		pulsar.put("brokerClientAuthenticationPlugin", "org.apache.pulsar.client.impl.auth.AuthenticationToken");
		pulsar.put("brokerClientAuthenticationParameters", "token:" + token(SECRET));
		var lines = Files.readAllLines(PROGRAM.resolve("conf/standalone.conf")).stream()
				.filter(line -> !pulsar.containsKey(line.split("=", 2)[0]));
		Files.writeString(file("standalone.conf"), lines.collect(Collectors.joining("\n", "", "\n"))
				+ pulsar.entrySet().stream().map(set -> set.getKey() + "=" + set.getValue()).collect(Collectors.joining("\n")));
	}

	private Path file(String name) {
		return folder.resolve(name);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** A token of a secret of 32 bytes or more. */
	public String token(String secret) {
		try {
			var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), new JWTClaimsSet.Builder().subject("madang").build());
			token.sign(new MACSigner(bytes(secret)));
			return token.serialize();
		}
		catch (JOSEException e) {
			throw new IllegalStateException(e);
		}
	}

	private void makeCertificate() throws IOException, InterruptedException {
		var keys = file("keys.p12");
		new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
				"pulsar", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "SAN=ip:127.0.0.1", "-storepass", "secret",
				"-keystore", keys.toString()).inheritIO().start().waitFor();
		try {
			var store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
			pem("certificate", "CERTIFICATE", store.getCertificate("pulsar").getEncoded());
			pem("key", "PRIVATE KEY", store.getKey("pulsar", "secret".toCharArray()).getEncoded());
		}
		catch (java.security.GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	private void pem(String name, String what, byte[] content) throws IOException {
		Files.writeString(file(name + ".pem"), "-----BEGIN " + what + "-----\n"
				+ Base64.getMimeEncoder(64, bytes("\n")).encodeToString(content) + "\n-----END " + what + "-----\n");
	}

	private Process begin() throws IOException {
		var builder = new ProcessBuilder(PROGRAM.resolve("bin/pulsar").toString(), "standalone", "-nss", "-nfw",
				"--num-bookies",
				"1", "--metadata-dir", file("metadata").toString(), "--bookkeeper-dir", file("bookkeeper").toString(),
				"--bookkeeper-port", "0")
				.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file("log").toFile()));
		builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "PULSAR_STANDALONE_CONF",
				file("standalone.conf").toString(), "PULSAR_MEM", "-Xms128m -Xmx256m -XX:MaxDirectMemorySize=128m", "PULSAR_GC",
				"-XX:+UseSerialGC -XX:TieredStopAtLevel=1", "PULSAR_GC_LOG", " ", "PULSAR_LOG_DIR", folder.toString(),
				"PULSAR_LOG_LEVEL", "warn"));
		return builder.start();
	}

	private void awaitReady() {
		var namespaces = HttpRequest.newBuilder(URI.create("http://" + HOST + web + "/admin/v2/namespaces/public"))
				.timeout(Duration.ofSeconds(5)).header("Authorization", "Bearer " + token(SECRET)).build();
		try (var http = HttpClient.newHttpClient()) {
			// the class is not there yet for another thread
			Awaitility.await().pollInSameThread().atMost(Duration.ofMinutes(2)).ignoreExceptions()
					.until(() -> http.send(namespaces, BodyHandlers.ofString()).body().contains("public/default"));
		}
	}

	/** With kill -9. */
	public void kill() {
		server.destroyForcibly();
		server.onExit().join();
	}

	public void start() {
		try {
			server = begin();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		awaitReady();
	}

	/** The settings of a client. */
	public Map<String, String> settings() {
		return Map.of("madang.pulsar.url", "pulsar://" + HOST + direct, "madang.pulsar.token", token(SECRET),
				"madang.pulsar.prefix", topics, "madang.pulsar.admin-url", "http://" + HOST + web, "madang.pulsar.partitions",
				"3");
	}

	/** Those of one that comes through the proxy. */
	public Map<String, String> proxied() {
		return with(Map.of("madang.pulsar.url", "pulsar://" + HOST + proxy.port(), "madang.pulsar.admin-url", ""));
	}

	/** Those of one that asks for TLS, and trusts the broker. */
	public Map<String, String> encrypted() {
		return with(Map.of("madang.pulsar.url", "pulsar+ssl://" + HOST + encrypted, "madang.pulsar.certificates",
				file("certificate.pem").toString()));
	}

	private Map<String, String> with(Map<String, String> more) {
		var all = new HashMap<>(settings());
		all.putAll(more);
		return all;
	}

	public FaultyProxy proxy() {
		return proxy;
	}

	/** What it costs, in processor time. */
	public Duration processorTime() {
		return server.info().totalCpuDuration().orElseThrow();
	}
}
