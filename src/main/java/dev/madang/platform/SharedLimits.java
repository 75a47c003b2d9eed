package dev.madang.platform;

import java.util.Optional;
import java.util.function.Function;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;

/** Buckets of tokens that all nodes take from: the port. Without one each node counts by itself. */
public interface SharedLimits {

	/** Works with the bucket of a key; empty where it is away, so that this node counts alone. */
	<T> Optional<T> of(String key, BucketConfiguration configuration, Function<Bucket, T> work);
}
