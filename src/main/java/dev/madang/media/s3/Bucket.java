package dev.madang.media.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import dev.madang.platform.Certificates;
import dev.madang.platform.Problem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What is asked of an S3 server, in bounded time. That an object is not there is an answer. */
final class Bucket implements AutoCloseable {

	private static final Duration CONNECT = Duration.ofSeconds(1);

	/** The most that a call takes that sends and gets little, and that an answer is waited for. */
	private static final Duration SMALL = Duration.ofSeconds(5);

	private static final Duration FILE = Duration.ofSeconds(30);

	private static final AwsRequestOverrideConfiguration FOR_A_FILE = AwsRequestOverrideConfiguration.builder()
			.apiCallTimeout(FILE).build();

	private final S3Properties properties;

	private final AwsCredentialsProvider credentials;

	private final S3Client client;

	private final S3Presigner presigner;

	private final URI url;

	private final PostForm post;

	/** @param ends when the link is not good any more, or the credentials by which it is signed */
	record Link(URI url, Instant ends) {
	}

	record Form(Map<String, String> fields, Instant expires) {
	}

	Bucket(S3Properties properties) {
		this(properties, properties.accessKey().isEmpty()
				? DefaultCredentialsProvider.builder().build()
				: StaticCredentialsProvider.create(AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
	}

	Bucket(S3Properties properties, AwsCredentialsProvider credentials) {
		this.properties = properties;
		this.credentials = credentials;
		// other servers know neither the SDK's chunks with signatures nor its checksums
		var s3 = S3Configuration.builder().pathStyleAccessEnabled(properties.pathStyle()).chunkedEncodingEnabled(false)
				.expectContinueEnabled(false).build();
		var region = Region.of(properties.region());
		var forClient = S3Client.builder().region(region).credentialsProvider(credentials).serviceConfiguration(s3)
				.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
				.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
				.httpClientBuilder(http(properties))
				.overrideConfiguration(override -> override.apiCallTimeout(SMALL)
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(2).build()));
		var forPresigner = S3Presigner.builder().region(region).credentialsProvider(credentials).serviceConfiguration(s3);
		if (!properties.endpoint().isEmpty()) {
			forClient.endpointOverride(URI.create(properties.endpoint()));
			forPresigner.endpointOverride(URI.create(properties.endpoint()));
		}
		client = forClient.build();
		presigner = forPresigner.build();
		var object = client.utilities().getUrl(get -> get.bucket(properties.bucket()).key("x")).toString();
		url = URI.create(object.substring(0, object.length() - "/x".length()));
		post = new PostForm(properties.bucket(), properties.region());
	}

	private static UrlConnectionHttpClient.Builder http(S3Properties properties) {
		var http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SMALL);
		if (properties.certificates() != null) {
			var trusted = Certificates.trusting("madang.s3.certificates", properties.certificates());
			http.tlsTrustManagersProvider(() -> trusted);
		}
		return http;
	}

	/** Where its objects are. */
	URI url() {
		return url;
	}

	/** Whether it can be used; what is thrown names the setting to blame. */
	void probe() throws IOException {
		if (asked(() -> client.headBucket(head -> head.bucket(properties.bucket()))).isEmpty()) {
			throw noBucket();
		}
	}

	/**
	 * Fetches an object, unless it is not there, or is not as large as it should be.
	 *
	 * @param size what it must have; empty for any
	 */
	boolean get(String key, OptionalLong size, Path file) throws IOException {
		return asked(() -> client.getObject(get -> get.bucket(properties.bucket()).key(key)
				.overrideConfiguration(FOR_A_FILE), (object, content) -> {
					if (size.isPresent() && (object.contentLength() == null || object.contentLength() != size.getAsLong())) {
						content.abort();
						return false;
					}
					Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
					return true;
				})).orElse(false);
	}

	void put(String key, Path file, String contentType, String cacheControl) throws IOException {
		var answer = asked(() -> client.putObject(put -> put.bucket(properties.bucket()).key(key).contentType(contentType)
				.cacheControl(cacheControl).overrideConfiguration(FOR_A_FILE), RequestBody.fromFile(file)));
		if (answer.isEmpty()) {
			throw noBucket();
		}
	}

	/** Returns whether there was something to copy. */
	boolean copy(String from, String to) throws IOException {
		return asked(() -> client.copyObject(copy -> copy.sourceBucket(properties.bucket()).sourceKey(from)
				.destinationBucket(properties.bucket()).destinationKey(to))).isPresent();
	}

	void delete(String key) throws IOException {
		asked(() -> client.deleteObject(delete -> delete.bucket(properties.bucket()).key(key)));
	}

	/** All whose keys begin so. */
	List<S3Object> list(String prefix) throws IOException {
		return asked(() -> client.listObjectsV2Paginator(list -> list.bucket(properties.bucket()).prefix(prefix)).contents()
				.stream().toList()).orElseThrow(this::noBucket);
	}

	/**
	 * A link by which anybody gets an object for a while. The server is not asked.
	 *
	 * @throws Problem 503 {@code engine-away} where there is no key to sign with
	 */
	Link link(String key, Duration lasts) {
		try {
			var now = Instant.now();
			var signer = credentials.resolveCredentials();
			var ends = ends(now.plus(lasts), signer);
			var url = presigner.presignGetObject(sign -> sign.signatureDuration(Duration.between(now, ends))
					.getObjectRequest(get -> get.bucket(properties.bucket()).key(key)
							.overrideConfiguration(with -> with.credentialsProvider(StaticCredentialsProvider.create(signer)))))
					.url();
			return new Link(URI.create(url.toString()), ends);
		}
		catch (SdkException e) {
			throw Problem.later(503, "engine-away", 5);
		}
	}

	/** The fields of a form of POST to {@link #url}. The server is not asked. */
	Form form(String key, String contentType, int size, Duration lasts) {
		try {
			var now = Instant.now();
			var signer = credentials.resolveCredentials();
			var ends = ends(now.plus(lasts), signer).truncatedTo(ChronoUnit.SECONDS);
			return new Form(post.fields(key, contentType, size, signer, now, ends), ends);
		}
		catch (SdkException e) {
			throw Problem.later(503, "engine-away", 5);
		}
	}

	/** What is signed with credentials ends with them. A second is the least that can be signed for. */
	private static Instant ends(Instant wanted, AwsCredentials signer) {
		var ends = signer.expirationTime().filter(wanted::isAfter).orElse(wanted);
		var least = Instant.now().plusSeconds(1);
		return ends.isBefore(least) ? least : ends;
	}

	/** Empty if the object is not there. */
	private <T> Optional<T> asked(Supplier<T> call) throws IOException {
		try {
			return Optional.of(call.get());
		}
		catch (NoSuchBucketException e) {
			throw noBucket();
		}
		catch (S3Exception e) {
			return switch (e.statusCode()) {
				case 404 -> Optional.empty();
				case 401, 403 -> throw new IOException("the server refuses madang.s3.access-key and madang.s3.secret-key", e);
				case 301, 307 -> throw new IOException("the bucket is in another region than madang.s3.region", e);
				default -> throw new IOException("the server answered " + e.getMessage(), e);
			};
		}
		catch (SdkException e) {
			throw new IOException(
					(properties.endpoint().isEmpty() ? "Amazon S3" : "madang.s3.endpoint") + " cannot be used: " + deepest(e),
					e);
		}
	}

	private IOException noBucket() {
		return new IOException("there is no bucket " + properties.bucket() + " as madang.s3.bucket says");
	}

	private static String deepest(Throwable thrown) {
		var cause = thrown;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return String.valueOf(cause.getMessage());
	}

	@Override
	public void close() {
		client.close();
		presigner.close();
	}
}
