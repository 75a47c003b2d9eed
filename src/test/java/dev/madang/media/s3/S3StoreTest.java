package dev.madang.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.madang.media.MediaStore;
import dev.madang.media.MediaStore.Served;
import dev.madang.media.MediaStoreContract;
import dev.madang.media.WorkFolder;
import dev.madang.platform.PictureHosts;
import dev.madang.platform.engine.Engine;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.MultipartForm;
import dev.madang.testing.S3Server;
import dev.madang.testing.TlsWay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The store on a real server. */
@Aside
class S3StoreTest extends MediaStoreContract {

	private static final String BUCKET = "contract";

	private static final byte[] FILE = new byte[1000];

	private static S3Properties properties;

	private static Bucket bucket;

	@TempDir
	Path work;

	private Engine engine;

	private S3Store store;

	@BeforeAll
	static void aBucket() {
		properties = TestBucket.settings(BUCKET, "", "madang/");
		bucket = new Bucket(properties);
	}

	@AfterAll
	static void close() {
		bucket.close();
	}

	@BeforeEach
	void aStore() {
		engine = FaultyProxy.engine("s3", Duration.ofSeconds(10));
		store = TestBucket.store(properties, engine, work);
	}

	@Override
	protected MediaStore store() {
		return store;
	}

	@Override
	protected void send(long id, byte[] file) throws IOException, InterruptedException {
		var upload = store.allow(id, "image/png", file.length);
		assertThat(upload.method()).isEqualTo("POST");
		assertThat(upload.expiresAt()).isAfter(Instant.now().plusSeconds(60));
		assertThat(post(Objects.requireNonNull(upload.fields()), file)).isEqualTo(204);
	}

	private Map<String, String> fields(long id, int size) {
		return Objects.requireNonNull(store.allow(id, "image/png", size).fields());
	}

	private int post(Map<String, String> fields, byte[] file) throws IOException, InterruptedException {
		return http.send(MultipartForm.request(bucket.url().toString(), fields, file), BodyHandlers.ofString()).statusCode();
	}

	private int getWithoutKey(String object) throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(URI.create(bucket.url() + "/" + object)).build(), BodyHandlers.discarding())
				.statusCode();
	}

	/** One field of a form is another, or the file. */
	@ParameterizedTest
	@CsvSource({ "Content-Type,image/svg+xml", "key,madang/shown/kkkkkkkkkkkkkkkkkkkkkk/full.jpg", "key,madang/incoming/2",
			"x-amz-date,20200101T000000Z", "x-amz-signature,00", "acl,public-read",
			"success_action_redirect,https://evil.example" })
	void aFormTakesNothingElse(String field, String value) throws Exception {
		var fields = new HashMap<>(fields(1, FILE.length));
		fields.put(field, value);
		assertThat(post(fields, FILE)).isBetween(400, 403);
		assertThat(S3Server.objects(BUCKET, "madang/incoming/1")).isEmpty();
		assertThat(S3Server.objects(BUCKET, "madang/incoming/2")).isEmpty();
	}

	@Test
	void aFormTakesExactlySoManyBytes() throws Exception {
		var fields = fields(3, FILE.length);
		assertThat(post(fields, new byte[FILE.length - 1])).isEqualTo(400);
		assertThat(post(fields, new byte[FILE.length + 1])).isEqualTo(400);
		assertThat(S3Server.objects(BUCKET, "madang/incoming/3")).isEmpty();
		assertThat(post(fields, FILE)).isEqualTo(204);
		store.forget(3);
	}

	@Test
	void aFormEnds() throws Exception {
		var fields = new PostForm(BUCKET, properties.region()).fields("madang/incoming/4", "image/png", FILE.length,
				AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY), Instant.now(),
				Instant.now().minusSeconds(1));
		assertThat(post(fields, FILE)).isEqualTo(403);
	}

	@Test
	void aPolicyThatWasWrittenAnewOpensNothing() throws Exception {
		var fields = new HashMap<>(fields(5, FILE.length));
		fields.put("policy", fields(5, FILE.length + 1).get("policy"));
		assertThat(post(fields, new byte[FILE.length + 1])).isEqualTo(403);
	}

	@Test
	void nothingIsReadWithoutALink() throws Exception {
		send(6, FILE);
		keep("", false);
		assertThat(getWithoutKey("madang/incoming/6")).isEqualTo(403);
		assertThat(getWithoutKey("madang/shown/" + key + "/full.jpg")).isEqualTo(403);
		store.forget(6);
	}

	@Test
	void aLinkStaysTheSameForAWhile() {
		var found = store.find(key, "feed.jpg");
		assertThat(found).isEqualTo(store.find(key, "feed.jpg"));
		assertThat(((Served.Elsewhere) found.orElseThrow()).url()).asString().contains("X-Amz-Expires=5400",
				"X-Amz-Signature=");
		assertThat(engine.status().calls()).as("without asking the server").isZero();
	}

	/** That of a container or a machine is replaced a while before it ends. */
	@Test
	void whatIsSignedWithCredentialsThatEndEndsBefore() {
		var ends = Instant.now().plusSeconds(400);
		var credentials = new AtomicReference<>(credentials("first", ends));
		try (var other = new S3Store(properties, new Bucket(properties, credentials::get), engine, new WorkFolder(work))) {
			var link = (Served.Elsewhere) other.find(key, "feed.jpg").orElseThrow();
			assertThat(expires(link.url())).isBetween(390, 400);
			assertThat(link.lasts()).as("whoever is told of it has forgotten it").isBetween(Duration.ofSeconds(190),
					Duration.ofSeconds(200));
			assertThat(other.allow(1, "image/png", 9).expiresAt()).isBetween(ends.minusSeconds(1), ends);
			credentials.set(credentials("second", Instant.now().minusSeconds(5)));
			assertThat(other.find(key, "thumb.jpg").orElseThrow()).isInstanceOfSatisfying(Served.Elsewhere.class, ended -> {
				assertThat(expires(ended.url())).isEqualTo(1);
				assertThat(ended.lasts()).isLessThan(Duration.ofSeconds(1));
			});
			credentials.set(credentials("third", Instant.now().plusSeconds(100_000)));
			await().until(() -> other.find(key, "thumb.jpg").orElseThrow(),
					found -> ((Served.Elsewhere) found).url().toString().contains("third"));
			assertThat(((Served.Elsewhere) other.find(key, "feed.jpg").orElseThrow()).url()).asString().contains("first");
		}
	}

	private static AwsCredentials credentials(String token, Instant ends) {
		return AwsSessionCredentials.builder().accessKeyId(S3Server.ACCESS_KEY).secretAccessKey(S3Server.SECRET_KEY)
				.sessionToken(token).expirationTime(ends).build();
	}

	private static int expires(URI url) {
		return Integer.parseInt(url.toString().replaceFirst(".*X-Amz-Expires=(\\d+).*", "$1"));
	}

	@Test
	void aCdnIsAskedWithoutASignature() {
		try (var other = TestBucket.store(
				TestBucket.settings(BUCKET, "http://s3.example:9000", "https://cdn.example/x/", "madang/"), engine, work)) {
			assertThat(other.find(key, "feed.jpg")).contains(new Served.Elsewhere(
					URI.create("https://cdn.example/x/madang/shown/" + key + "/feed.jpg"), Duration.ofDays(1)));
			assertThat(other.hosts()).isEqualTo(new PictureHosts("https://cdn.example", "http://s3.example:9000"));
		}
	}

	@Test
	void thatSomethingIsNotThereIsAnAnswer() throws IOException {
		for (var times = 0; times < 4; times++) {
			assertThat(store.open(key, "full.jpg")).isEmpty();
			store.hide(key);
			store.remove(key);
			bucket.copy("madang/shown/none", "madang/hidden/none");
		}
		assertThat(engine.status().failures()).isZero();
		assertThat(engine.isAway()).isFalse();
	}

	/** As a crash leaves it between the copy and the end of what was there. */
	@Test
	void whatIsInBothPlacesIsHiddenByTheNextTry() throws Exception {
		keep("", false);
		bucket.copy("madang/shown/" + key + "/full.jpg", "madang/hidden/" + key + "/full.jpg");
		store.hide(key);
		assertThat(S3Server.objects(BUCKET, "madang/shown/" + key)).isEmpty();
		assertThat(S3Server.objects(BUCKET, "madang/hidden/" + key)).hasSize(3);
	}

	@Test
	void whatWasSentAndLedToNothingIsSwept() throws Exception {
		send(8, FILE);
		store.sweep(Instant.now().minusSeconds(60));
		assertThat(S3Server.objects(BUCKET, "madang/incoming/8")).hasSize(1);
		store.sweep(Instant.now().plusSeconds(60));
		assertThat(S3Server.objects(BUCKET, "madang/incoming/8")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "nowhere,PORT,madang-secret,madang.s3.bucket", "contract,PORT,wrong,madang.s3.secret-key",
			"contract,1,madang-secret,madang.s3.endpoint" })
	void aWrongSettingIsNamed(String name, String port, String secret, String setting) {
		var wrong = new S3Properties(name, "http://127.0.0.1:" + port.replace("PORT", String.valueOf(S3Server.port())),
				"us-east-1", true, S3Server.ACCESS_KEY, secret, "", "", null);
		try (var other = new Bucket(wrong)) {
			assertThat(engine.tried(() -> {
				other.probe();
				return true;
			})).isEmpty();
			assertThat(engine.status().trouble()).contains(setting);
		}
	}

	@Test
	void byTlsItMustBeTrusted() {
		try (var tls = new TlsWay(S3Server.port());
				var trusting = new Bucket(byTls(tls, TlsWay.certificates()));
				var distrusting = new Bucket(byTls(tls, null))) {
			assertThat(engine.tried(() -> {
				distrusting.probe();
				return true;
			})).isEmpty();
			assertThat(engine.status().trouble()).contains("madang.s3.endpoint cannot be used", "certification path");
			assertThatNoException().isThrownBy(trusting::probe);
		}
	}

	private static S3Properties byTls(TlsWay tls, @Nullable Path certificates) {
		return new S3Properties(BUCKET, "https://localhost:" + tls.port(), "us-east-1", true, S3Server.ACCESS_KEY,
				S3Server.SECRET_KEY, "", "", certificates);
	}

	@Test
	void whatIsNoCertificateIsRefused() throws IOException {
		for (var file : List.of(work.resolve("none"), Files.writeString(work.resolve("empty"), ""),
				Files.writeString(work.resolve("nonsense"), "-----BEGIN CERTIFICATE-----\nx"))) {
			try (var tls = new TlsWay(S3Server.port())) {
				assertThatThrownBy(() -> new Bucket(byTls(tls, file))).hasMessageContaining("madang.s3.certificates");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "Bad_Name,https://x,us-east-1,k,s,madang.s3.bucket", "good,ftp://x,us-east-1,k,s,madang.s3.endpoint",
			"good,https://x,'',k,s,madang.s3.region", "good,https://x,us-east-1,k,'',madang.s3.access-key" })
	void whatIsNoSettingIsRefused(String name, String endpoint, String region, String accessKey, String secretKey,
			String setting) {
		assertThatIllegalArgumentException()
				.isThrownBy(() -> new S3Properties(name, endpoint, region, true, accessKey, secretKey, "", "", null))
				.withMessageContaining(setting);
	}
}
