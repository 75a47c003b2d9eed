package dev.madang.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.madang.cluster.Node.Role;
import dev.madang.community.Community;
import dev.madang.community.Setting;
import dev.madang.home.StartFailure;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalledLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enters this node into the register before anything else of it begins, unless it must not be beside the others, and says every few
 * seconds that it lives.
 */
@Component
@ConditionalOnProperty("madang.role")
class NodeRegistry implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);

	private static final Duration EVERY = Duration.ofSeconds(5);

	/** Where no other is expected, none waits to hear of this one, and an idle database is left alone. */
	private static final Duration EVERY_ALONE = Duration.ofSeconds(30);

	private static final Duration LOOKS_AGAIN = Duration.ofMillis(500);

	private final Nodes nodes;

	private final ClusterProperties properties;

	private final Function<Setting, String> community;

	private final Environment environment;

	private final TransactionTemplate transaction;

	private final ClusterSignals signals;

	private final Neighbours neighbours;

	private final Role role;

	private final String address;

	private final SignalledLoop loop = new SignalledLoop("node", Duration.ZERO, this::live);

	@Autowired
	NodeRegistry(Nodes nodes, ClusterProperties properties, Community community, Environment environment,
			TransactionTemplate transaction, ClusterSignals signals) {
		this(nodes, properties, community::get, environment, transaction, signals);
	}

	NodeRegistry(Nodes nodes, ClusterProperties properties, Function<Setting, String> community, Environment environment,
			TransactionTemplate transaction, ClusterSignals signals) {
		this.signals = signals;
		this.nodes = nodes;
		this.properties = properties;
		this.community = community;
		this.environment = environment;
		this.transaction = transaction;
		role = "worker".equals(environment.getProperty("madang.role"))
				? Role.WORKER
				: properties.worker() ? Role.BOTH : Role.WEB;
		address = Address.of(environment);
		neighbours = new Neighbours(properties.cluster(), role, version());
	}

	/** Before all others, so that nothing of a node that is refused has begun, and ended after them. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/** Who was killed is no reason to refuse another: it is waited until the one that differs is seen again, or is gone. */
	@Override
	public void start() {
		if (properties.cluster()) {
			EmbeddedPart.refuseAll(environment, community);
		}
		Optional<Node> known = Optional.empty();
		for (var other = enter(); other.isPresent(); other = enter()) {
			var conflict = other.get();
			if (known.isPresent() && known.get().id().equals(conflict.id())) {
				if (conflict.lastSeen().isAfter(known.get().lastSeen())) {
					throw new StartFailure("This node and the live one (" + conflict.title() + ") differ in "
							+ String.join(", ", Neighbours.forbidden(conflict)) + ". All nodes of a community need the same.");
				}
			}
			else {
				known = other;
			}
			pause();
		}
		loop.start();
	}

	/** The first node beside which this one must not be, or nothing if it is entered. */
	private Optional<Node> enter() {
		try {
			return entered();
		}
		catch (DataAccessException | TransactionException e) {
			if (properties.cluster()) {
				throw e;
			}
			LOG.warn("This node is not in the register yet: {}", e.getMessage());
			return Optional.empty();
		}
	}

	private Optional<Node> entered() {
		return transaction.execute(status -> {
			nodes.lock();
			nodes.removeDead();
			var conflict = nodes.all().stream().filter(other -> properties.cluster() || other.cluster())
					.filter(other -> !Neighbours.forbidden(other).isEmpty()).findFirst();
			if (conflict.isEmpty()) {
				add();
			}
			return conflict;
		});
	}

	private void add() {
		nodes.add(address, role, version(), environment.getProperty("madang.schema", Integer.class, 0), properties.cluster());
	}

	private String version() {
		return environment.getProperty("spring.application.version", "development");
	}

	private static void pause() {
		try {
			var _ = new CountDownLatch(1).await(LOOKS_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new StartFailure("Interrupted while this node was compared with others.", e);
		}
	}

	/** One that stood still or was cut off for a while finds that it is not known any more: it enters again, and trusts nothing that it keeps. */
	Duration live() {
		if (!nodes.seen()) {
			add();
			signals.missed();
		}
		nodes.removeDead();
		neighbours.look(nodes.all()).forEach(trouble -> LOG.warn("{}", trouble));
		return properties.cluster() ? EVERY : EVERY_ALONE;
	}

	/** What is not as it should be between the nodes; empty where all is well. */
	List<String> troubles() {
		return neighbours.troubles();
	}

	@Override
	public void stop() {
		loop.stop(Duration.ofSeconds(2));
		try {
			nodes.remove();
		}
		catch (RuntimeException e) {
			LOG.warn("This node stays in the register for {} s: {}", Nodes.DEAD.toSeconds(), e.getMessage());
		}
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
