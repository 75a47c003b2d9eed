package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** A real S3 server, S3Proxy, that keeps everything in memory: one for all tests of a JVM, in a process of its own. */
public final class S3Server {

	public static final String ACCESS_KEY = "madang-key";

	public static final String SECRET_KEY = "madang-secret";

	/** The build has put it there. */
	private static final Path JAR = Path.of("target/servers/s3proxy.jar");

	private static final int PORT = start();

	private static final S3Client CLIENT = S3Client.builder().endpointOverride(URI.create(endpoint(PORT))).forcePathStyle(true)
			.region(Region.US_EAST_1).httpClientBuilder(UrlConnectionHttpClient.builder())
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY))).build();

	private S3Server() {
	}

	public static int port() {
		return PORT;
	}

	public static String endpoint(int port) {
		return "http://127.0.0.1:" + port;
	}

	/** Makes sure that there is such a bucket. */
	public static void create(String bucket) {
		try {
			CLIENT.createBucket(create -> create.bucket(bucket));
		}
		catch (BucketAlreadyOwnedByYouException isThere) {
			// as was wanted
		}
	}

	/** The settings by which a bucket is used through a port: the server's, or that of a proxy. */
	public static Map<String, Object> settings(String bucket, int port) {
		create(bucket);
		return Map.of("madang.s3.bucket", bucket, "madang.s3.endpoint", endpoint(port), "madang.s3.path-style", "true",
				"madang.s3.access-key", ACCESS_KEY, "madang.s3.secret-key", SECRET_KEY);
	}

	/** The keys of all objects of a bucket that begin so. */
	public static List<String> objects(String bucket, String prefix) {
		return CLIENT.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
				.map(object -> object.key()).toList();
	}

	private static int start() {
		var port = TestDatabase.freePort();
		try {
			var settings = Files.writeString(JAR.resolveSibling("s3proxy.properties"), """
					s3proxy.endpoint=%s
					s3proxy.authorization=aws-v2-or-v4
					s3proxy.identity=%s
					s3proxy.credential=%s
					s3proxy.cors-allow-origins=http://localhost:[0-9]+
					s3proxy.cors-allow-methods=GET HEAD POST
					s3proxy.cors-allow-headers=content-type
					jclouds.provider=transient-nio2
					jclouds.identity=none
					jclouds.credential=none
					""".formatted(endpoint(port), ACCESS_KEY, SECRET_KEY));
			var server = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx192m",
					"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-DLOG_LEVEL=warn", "-jar", JAR.toString(), "--properties",
					settings.toString()).redirectErrorStream(true)
					.redirectOutput(JAR.resolveSibling("s3proxy.log").toFile()).start();
			Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		// the class is not there yet for another thread
		Awaitility.await().pollInSameThread().until(() -> isListening(port));
		return port;
	}

	private static boolean isListening(int port) {
		try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException notYet) {
			return false;
		}
	}
}
