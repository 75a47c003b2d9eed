package dev.madang.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderCapacityStage;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/** How often something may be done, by whom; the one switch for all of it is {@code madang.limits.enabled}. */
@Component
public class Limits {

	/** @param enabled whether requests are limited by member and IP address; off only for load tests. Wrong passwords stay limited */
	@ConfigurationProperties("madang.limits")
	record Properties(boolean enabled) {
	}

	private final Properties properties;

	private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(50_000)
			.expireAfterAccess(Duration.ofHours(2)).build();

	private final Optional<SharedLimits> shared;

	Limits(Properties properties, Optional<SharedLimits> shared) {
		this.properties = properties;
		this.shared = shared;
	}

	public boolean areOn() {
		return properties.enabled();
	}

	/**
	 * Takes one of so many that may be done within a period.
	 *
	 * @throws Problem 429 with the time to wait, if none is left
	 */
	public void take(String what, String by, int most, Duration period) {
		if (!properties.enabled()) {
			return;
		}
		takeAlways(what, by, most, period);
	}

	/**
	 * Asks whether one is left, and takes none.
	 *
	 * @throws Problem 429 as taking one would
	 */
	public void require(String what, String by, int most, Duration period) {
		if (!properties.enabled()) {
			return;
		}
		var probe = of(what, by, most, period, bucket -> bucket.estimateAbilityToConsume(1));
		if (!probe.canBeConsumed()) {
			throw tooMany(probe.getNanosToWaitForRefill());
		}
	}

	/** The same for an address. One household has a whole /64 of IPv6 (RFC 6177), so that counts as one address. */
	public void takeFrom(String address, String what, int most, Duration period) {
		take(what, household(address), most, period);
	}

	/** What of an address stands for those who share it. */
	public static String household(String address) {
		if (!address.contains(":")) {
			return address;
		}
		try {
			var bytes = InetAddress.ofLiteral(address).getAddress();
			return bytes.length == 4
					? InetAddress.getByAddress(bytes).getHostAddress()
					: HexFormat.of().formatHex(bytes, 0, 8);
		}
		catch (IllegalArgumentException | UnknownHostException e) {
			return address;
		}
	}

	/** The same even where limits are off: what protects one account is no matter of load. */
	public void takeAlways(String what, String by, int most, Duration period) {
		var probe = of(what, by, most, period, bucket -> bucket.tryConsumeAndReturnRemaining(1));
		if (!probe.isConsumed()) {
			throw tooMany(probe.getNanosToWaitForRefill());
		}
	}

	/** Of all nodes where they share their limits, and of this one where they do not, or cannot at the moment. */
	private <T> T of(String what, String by, int most, Duration period, Function<Bucket, T> work) {
		var key = what + " " + by;
		return shared.flatMap(all -> all.of(key, configuration(most, period), work)).orElseGet(() -> work.apply(
				buckets.get(key, unknown -> Bucket.builder().addLimit(limit -> limit(limit, most, period)).build())));
	}

	private static BucketConfiguration configuration(int most, Duration period) {
		return BucketConfiguration.builder().addLimit(limit -> limit(limit, most, period)).build();
	}

	private static BandwidthBuilderBuildStage limit(BandwidthBuilderCapacityStage limit, int most, Duration period) {
		return limit.capacity(most).refillGreedy(most, period);
	}

	private static Problem tooMany(long nanosToWait) {
		return Problem.later(429, "too-many-requests", (int) Duration.ofNanos(nanosToWait).toSeconds() + 1);
	}
}
