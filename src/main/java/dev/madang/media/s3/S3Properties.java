package dev.madang.media.s3;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;

import dev.madang.platform.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An S3 server.
 *
 * @param bucket the bucket for pictures on an S3 server. Without one they are in {@code madang.media.folder}; what is there already
 * is moved by {@code bin/madang media move --to bucket}
 * @param endpoint the URL of that server, where it is not Amazon's. Browsers must reach it, too
 * @param region the region of the bucket
 * @param pathStyle whether the bucket is named in the path and not in the host, as most servers but Amazon's want it
 * @param accessKey the access key. Without one it is looked for where Amazon's SDK looks (environment, container, machine)
 * @param secretKey the secret key that belongs to it
 * @param publicUrl the URL from which anybody gets what is below {@code shown/} of the bucket, such as that of a CDN before it. Without
 * one readers get signed links
 * @param prefix what the names of all objects begin with, such as {@code madang/}
 * @param certificates a PEM file of the certificates that are trusted; those that Java trusts without it
 */
@ConfigurationProperties("madang.s3")
record S3Properties(String bucket, @DefaultValue("") String endpoint, @DefaultValue("us-east-1") String region,
		@DefaultValue("false") boolean pathStyle, @DefaultValue("") String accessKey, @DefaultValue("") String secretKey,
		@DefaultValue("") String publicUrl, @DefaultValue("") String prefix, @Nullable Path certificates) {

	private static final String UNSET = "unset";

	private static final String URL = "https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?";

	S3Properties {
		endpoint = HttpUrl.normalize(endpoint).replaceAll("/+$", "");
		publicUrl = HttpUrl.normalize(publicUrl).replaceAll("/+$", "");
		// Spring makes one of the defaults where nothing is set
		bucket = requireNonNullElse(bucket, UNSET);
		require(bucket.matches("[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]"),
				"bucket must be the name of a bucket, not '" + bucket + "'");
		require(endpoint.isEmpty() || endpoint.matches(URL), "endpoint must be like https://s3.example, not " + endpoint);
		require(region.matches("[a-z0-9-]+"), "region must be like eu-central-1, not '" + region + "'");
		require(publicUrl.isEmpty() || publicUrl.matches(URL), "public-url must be like https://cdn.example, not " + publicUrl);
		require(accessKey.isEmpty() == secretKey.isEmpty(), "access-key and madang.s3.secret-key belong together");
		prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
		require(prefix.matches("([A-Za-z0-9._-]+/)*"), "prefix must be like madang/, not '" + prefix + "'");
	}

	private static void require(boolean isRight, String message) {
		if (!isRight) {
			throw new IllegalArgumentException("madang.s3." + message);
		}
	}
}
