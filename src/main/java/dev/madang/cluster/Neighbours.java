package dev.madang.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.madang.cluster.Node.Role;

/** What a node thinks of the others: which of them live, and what is not as it should be between them. */
final class Neighbours {

	private final boolean cluster;

	private final Role role;

	private final String version;

	private final Map<UUID, Instant> firstSeen = new HashMap<>();

	private volatile List<String> troubles = List.of();

	Neighbours(boolean cluster, Role role, String version) {
		this.cluster = cluster;
		this.role = role;
		this.version = version;
	}

	/** The settings in which another one differs that all must have the same. */
	static List<String> forbidden(Node other) {
		return other.differs().stream().filter(NodeSettings.SAME::contains).toList();
	}

	List<String> troubles() {
		return troubles;
	}

	/** Looks at the register; returns what has become a trouble since the last time. */
	List<String> look(List<Node> all) {
		var now = new ArrayList<String>();
		if (!role.doesBackgroundWork() && all.stream().noneMatch(node -> node.role().doesBackgroundWork())) {
			now.add("No node does background work: madang.worker is off on all of them, and no bin/madang worker runs");
		}
		all.stream().filter(node -> !node.isThis() && isAlive(node)).forEach(other -> compare(other, now));
		Set<UUID> there = new HashSet<>(all.stream().map(Node::id).toList());
		firstSeen.keySet().retainAll(there);
		var known = troubles;
		troubles = List.copyOf(now);
		return now.stream().filter(trouble -> !known.contains(trouble)).toList();
	}

	/** One that was killed is in the register for some seconds, and says nothing more. */
	private boolean isAlive(Node other) {
		var first = firstSeen.computeIfAbsent(other.id(), id -> other.lastSeen());
		return other.lastSeen().isAfter(first);
	}

	private void compare(Node other, List<String> troubles) {
		if (!cluster || !other.cluster()) {
			troubles.add("Another node (" + other.title()
					+ ") uses this database, and madang.cluster is not on: what each keeps for itself the other does not see");
		}
		if (!other.version().equals(version)) {
			troubles.add("Another node (" + other.title() + ") is Madang " + other.version() + ", this one " + version);
		}
		if (!other.differs().isEmpty()) {
			troubles.add("Another node (" + other.title() + ") differs in " + String.join(", ", other.differs()));
		}
	}
}
