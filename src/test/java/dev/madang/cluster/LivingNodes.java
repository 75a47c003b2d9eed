package dev.madang.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.testing.Community;
import dev.madang.testing.Program;
import org.jspecify.annotations.Nullable;

/** Nodes of which some are killed meanwhile, and requests to those that live: a failure is excused if the node was killed meanwhile. */
final class LivingNodes {

	/** A node, and how often it was killed or came back: it lives while that is an even number. */
	static final class Node {

		private final Program program;

		private final AtomicInteger turns = new AtomicInteger();

		private Node(Program program) {
			this.program = program;
		}

		Program program() {
			return program;
		}
	}

	private final TestCluster cluster;

	private final List<Node> nodes = new ArrayList<>();

	private final Collection<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger excused = new AtomicInteger();

	LivingNodes(TestCluster cluster, List<Program> programs) {
		this.cluster = cluster;
		programs.forEach(program -> nodes.add(new Node(program)));
	}

	Node get(int number) {
		return nodes.get(number);
	}

	/** What was asked of a node that lived, and failed. */
	Collection<String> failures() {
		return failures;
	}

	int answered() {
		return answered.get();
	}

	/** How many requests were at a node when it was killed. */
	int excused() {
		return excused.get();
	}

	void kill(Node node) throws InterruptedException {
		node.turns.incrementAndGet();
		node.program.kill();
	}

	void revive(Node node) throws IOException, InterruptedException {
		node.program.start();
		node.program.awaitReady();
		node.turns.incrementAndGet();
	}

	private Node living(Random random) {
		while (true) {
			var node = nodes.get(random.nextInt(nodes.size()));
			if (node.turns.get() % 2 == 0) {
				return node;
			}
		}
	}

	/** Asks one of them once; null where it was killed meanwhile. */
	TestCluster.@Nullable Answer ask(Random random, String token, String path) {
		return ask(random, token, "GET", path, null, "");
	}

	private TestCluster.@Nullable Answer ask(Random random, String token, String method, String path, @Nullable Object body,
			String key) {
		var node = living(random);
		var turns = node.turns.get();
		String failure;
		try {
			var answer = cluster.trySend(node.program, token, method, path, body, key);
			if (answer.status() < 300 || answer.status() == 409) {
				answered.incrementAndGet();
				return answer;
			}
			failure = answer.status() + " " + answer.body();
		}
		catch (IOException e) {
			failure = e.toString();
		}
		if (turns % 2 == 0 && node.turns.get() == turns) {
			failures.add("%s %s: %s".formatted(method, path, failure));
		}
		excused.incrementAndGet();
		pause(100);
		return null;
	}

	/** Asks one after the other until it is done, with the same key. */
	TestCluster.Answer done(Random random, String token, String method, String path, Map<String, ?> body) {
		var key = Community.unique("key");
		while (true) {
			var answer = ask(random, token, method, path, body.isEmpty() ? null : body, method.equals("POST") ? key : "");
			if (answer != null && (answer.status() != 409 || !answer.body().contains("key-in-use"))) {
				return answer;
			}
		}
	}

	static void pause(long millis) {
		try {
			new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
