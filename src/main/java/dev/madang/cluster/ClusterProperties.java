package dev.madang.cluster;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param cluster whether other nodes share the community. The start ends with one line where something is kept on this node only, or
 * differs from a live node
 * @param worker whether this node does background work. {@code off} leaves it to workers ({@code bin/madang worker}) and other nodes, and
 * needs {@code madang.cluster}
 * @param drain how long a node of a cluster that ends goes on taking requests after {@code /health/readiness} says no, so that a proxy
 * can notice
 */
@ConfigurationProperties("madang")
record ClusterProperties(@DefaultValue("false") boolean cluster, @DefaultValue("true") boolean worker,
		@DefaultValue("1s") Duration drain) {

	ClusterProperties {
		if (drain.isNegative() || drain.toSeconds() > 30) {
			throw new IllegalArgumentException("madang.drain must be from 0s to 30s, not " + drain);
		}
	}
}
