package dev.madang.cluster;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A live node.
 *
 * @param address where it answers
 * @param isThis whether it is the one that is asked
 * @param differs the settings that are not the same as here
 */
public record Node(UUID id, String address, Role role, String version, boolean cluster, Instant startedAt, Instant lastSeen,
		boolean isThis, List<String> differs) {

	/** What a node does. */
	public enum Role {

		/** Pages and the API, no background work. */
		WEB,

		/** Background work only. */
		WORKER,

		BOTH;

		boolean doesBackgroundWork() {
			return this != WEB;
		}

		/** Its name in the table and in the bundles. */
		public String word() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}
	}

	/** For operators. */
	String title() {
		return role.word() + " at " + address;
	}
}
