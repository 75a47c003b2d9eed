package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;

/** nginx as {@code deploy/nginx.conf} sets it up, without TLS. */
final class Nginx implements AutoCloseable {

	private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"),
			Path.of("/opt/homebrew/bin/nginx"));

	private final int port = TestDatabase.freePort();

	private final Process process;

	/** For each answer the nodes that were asked. */
	private final Path asked;

	/** @param nodes the ports of two of them */
	Nginx(Path folder, int... nodes) throws IOException {
		Files.createDirectories(folder);
		asked = folder.resolve("asked");
		var site = Files.readString(Path.of("deploy/nginx.conf"));
		site = replaced(site, "madang-1:8080", "127.0.0.1:" + nodes[0]);
		site = replaced(site, "madang-2:8080", "127.0.0.1:" + nodes[1]);
		site = replaced(site, "listen 443 ssl;", "listen 127.0.0.1:" + port + ";").replaceAll("(?m)^\\s*ssl_.*$", "");
		Files.writeString(folder.resolve("site.conf"), site);
		var whole = Files.writeString(folder.resolve("nginx.conf"), """
				daemon off;
				pid %1$s/pid;
				events { }
				http {
					log_format asked $upstream_addr;
					access_log %1$s/asked asked;
					include %1$s/site.conf;
				}
				""".formatted(folder.toAbsolutePath()));
		process = new ProcessBuilder(program().toString(), "-c", whole.toAbsolutePath().toString(), "-e",
				folder.resolve("errors").toAbsolutePath().toString()).inheritIO().start();
		Awaitility.await().until(this::isListening);
	}

	private static String replaced(String text, String old, String with) {
		assertThat(text).contains(old);
		return text.replace(old, with);
	}

	static boolean isInstalled() {
		return PLACES.stream().anyMatch(Files::isExecutable);
	}

	private static Path program() {
		return PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
	}

	private boolean isListening() {
		try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException notYet) {
			return false;
		}
	}

	/** How many answers are of a node: one that was away is asked again after some seconds only. */
	long answersOf(int node) {
		try (var lines = Files.lines(asked)) {
			return lines.filter(line -> line.endsWith(":" + node)).count();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Its address and port. */
	String host() {
		return "127.0.0.1:" + port;
	}

	@Override
	public void close() {
		process.destroy();
		process.onExit().join();
	}
}
