package dev.madang.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A second machine, as far as networks are concerned: a namespace. By a network with a router between it reaches what is here; the
 * router can swallow what it is given, without a word to anybody. By another network its clients reach it, always.
 */
final class TestNetwork implements AutoCloseable {

	/** Where it reaches what is here. */
	static final String HERE = "10.231.1.1";

	/** Where it comes from. */
	static final String FAR = "10.231.2.2";

	/** Where its clients reach it. */
	static final String FOR_CLIENTS = "10.231.3.2";

	static final String NAMESPACE = "madang-far";

	private static final String ROUTER = "madang-router";

	TestNetwork() throws IOException {
		removeWhatIsLeft();
		ip("netns add " + ROUTER);
		ip("netns add " + NAMESPACE);
		ip("link add madang0 type veth peer name madang1 netns " + ROUTER);
		ip("link add madang2 netns " + ROUTER + " type veth peer name madang3 netns " + NAMESPACE);
		ip("link add madang4 type veth peer name madang5 netns " + NAMESPACE);
		up("", "madang0", HERE);
		up("-n " + ROUTER + " ", "madang1", "10.231.1.2");
		up("-n " + ROUTER + " ", "madang2", "10.231.2.1");
		up("-n " + NAMESPACE + " ", "madang3", FAR);
		up("", "madang4", "10.231.3.1");
		up("-n " + NAMESPACE + " ", "madang5", FOR_CLIENTS);
		ip("-n " + NAMESPACE + " link set lo up");
		ip("route add 10.231.2.0/24 via 10.231.1.2");
		ip("-n " + NAMESPACE + " route add 10.231.1.0/24 via 10.231.2.1");
		run(List.of("ip", "netns", "exec", ROUTER, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"));
	}

	/** Why there can be none, or nothing. */
	static String whyNot() {
		try {
			ip("netns add madang-try");
			ip("netns del madang-try");
			return "";
		}
		catch (IOException e) {
			return "network namespaces need root and ip (iproute2): " + e.getMessage();
		}
	}

	private static void up(String where, String link, String address) throws IOException {
		ip(where + "address add " + address + "/24 dev " + link);
		ip(where + "link set " + link + " up");
	}

	/** What is on its way there does not arrive any more. */
	void cutThere() throws IOException {
		ip("-n " + ROUTER + " route add blackhole " + HERE + "/32");
	}

	/** What is on its way back does not arrive any more. */
	void cutBack() throws IOException {
		ip("-n " + ROUTER + " route add blackhole " + FAR + "/32");
	}

	void heal() throws IOException {
		for (var address : List.of(HERE, FAR)) {
			if (!run(List.of("ip", "-n", ROUTER, "route", "show", "type", "blackhole", address)).isBlank()) {
				ip("-n " + ROUTER + " route del blackhole " + address + "/32");
			}
		}
	}

	private static void ip(String arguments) throws IOException {
		var command = new ArrayList<>(List.of("ip"));
		command.addAll(Arrays.asList(arguments.split(" ")));
		run(command);
	}

	private static String run(List<String> command) throws IOException {
		var process = new ProcessBuilder(command).redirectErrorStream(true).start();
		var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		// what it says has ended, and so has it
		if (process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue() != 0) {
			throw new IOException(String.join(" ", command) + ": " + said.strip());
		}
		return said;
	}

	/** A run that was killed leaves them behind. */
	private static void removeWhatIsLeft() throws IOException {
		for (var namespace : List.of(NAMESPACE, ROUTER)) {
			if (run(List.of("ip", "netns", "list")).lines().anyMatch(line -> line.split(" ")[0].equals(namespace))) {
				ip("netns del " + namespace);
			}
		}
		for (var link : List.of("madang0", "madang4")) {
			if (run(List.of("ip", "-o", "link", "show")).contains(" " + link + "@")) {
				ip("link del " + link);
			}
		}
	}

	@Override
	public void close() throws IOException {
		removeWhatIsLeft();
	}
}
