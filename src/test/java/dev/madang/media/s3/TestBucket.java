package dev.madang.media.s3;

import java.nio.file.Path;
import java.time.Duration;

import dev.madang.media.MediaStore;
import dev.madang.media.WorkFolder;
import dev.madang.platform.engine.Engine;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.S3Server;

/** Stores in buckets of the tests' server. */
public final class TestBucket {

	private TestBucket() {
	}

	/** A store in a bucket. */
	public static MediaStore store(String bucket, Path work) {
		return store(settings(bucket, "", ""), FaultyProxy.engine("s3", Duration.ofSeconds(10)), work);
	}

	/** A store in a bucket that is reached through another port. */
	public static MediaStore store(String bucket, int port, Path work) {
		S3Server.create(bucket);
		return store(settings(bucket, S3Server.endpoint(port), "", ""), FaultyProxy.engine("s3", Duration.ofSeconds(10)), work);
	}

	static S3Store store(S3Properties properties, Engine engine, Path work) {
		return new S3Store(properties, new Bucket(properties), engine, new WorkFolder(work));
	}

	static S3Properties settings(String bucket, String publicUrl, String prefix) {
		S3Server.create(bucket);
		return settings(bucket, S3Server.endpoint(S3Server.port()), publicUrl, prefix);
	}

	static S3Properties settings(String bucket, String endpoint, String publicUrl, String prefix) {
		return new S3Properties(bucket, endpoint, "us-east-1", true, S3Server.ACCESS_KEY, S3Server.SECRET_KEY, publicUrl,
				prefix, null);
	}
}
