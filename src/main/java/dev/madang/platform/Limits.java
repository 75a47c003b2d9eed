package dev.madang.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
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

	Limits(Properties properties) {
		this.properties = properties;
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
		var probe = bucket(what, by, most, period).estimateAbilityToConsume(1);
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
		var probe = bucket(what, by, most, period).tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			throw tooMany(probe.getNanosToWaitForRefill());
		}
	}

	private Bucket bucket(String what, String by, int most, Duration period) {
		return buckets.get(what + " " + by,
				key -> Bucket.builder().addLimit(limit -> limit.capacity(most).refillGreedy(most, period)).build());
	}

	private static Problem tooMany(long nanosToWait) {
		return Problem.later(429, "too-many-requests", (int) Duration.ofNanos(nanosToWait).toSeconds() + 1);
	}
}
