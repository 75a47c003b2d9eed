package dev.madang.cluster;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.testing.Program;
import org.awaitility.Awaitility;

/** What a proxy before nodes does: it asks each often whether it is ready, and gives requests to those that are, in turn. */
final class RoundRobin implements AutoCloseable {

	private static final int MILLIS = 250;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger turn = new AtomicInteger();

	private final TestCluster cluster;

	private final List<Program> nodes;

	private volatile List<Program> ready = List.of();

	RoundRobin(TestCluster cluster, Program... nodes) {
		this.cluster = cluster;
		this.nodes = new CopyOnWriteArrayList<>(nodes);
		var _ = clock.scheduleWithFixedDelay(this::look, 0, MILLIS, TimeUnit.MILLISECONDS);
		Awaitility.await().until(() -> ready.size() == nodes.length);
	}

	void add(Program node) {
		nodes.add(node);
	}

	private void look() {
		ready = nodes.stream().filter(this::isReady).toList();
	}

	private boolean isReady(Program node) {
		try {
			return cluster.trySend(node, "", "GET", "!/health/readiness", null).status() == 200;
		}
		catch (IOException isAway) {
			return false;
		}
	}

	Program next() {
		var now = ready;
		if (now.isEmpty()) {
			throw new IllegalStateException("no node is ready");
		}
		return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
	}

	@Override
	public void close() {
		clock.close();
	}
}
