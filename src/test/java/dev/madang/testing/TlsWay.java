package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A way to a server by TLS, with a certificate for localhost that is signed by nobody but itself. */
public final class TlsWay implements AutoCloseable {

	/** Of the key store. */
	public static final String PASSWORD = "secret";

	private static final Path KEYS = keys();

	private static final Path CERTIFICATE = certificate();

	private final int server;

	private final SSLServerSocket entrance;

	public TlsWay(int server) {
		this.server = server;
		try (var in = Files.newInputStream(KEYS)) {
			var store = KeyStore.getInstance("PKCS12");
			store.load(in, PASSWORD.toCharArray());
			var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(store, PASSWORD.toCharArray());
			var context = SSLContext.getInstance("TLS");
			context.init(managers.getKeyManagers(), null, null);
			entrance = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50,
					InetAddress.getLoopbackAddress());
		}
		catch (IOException | GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
		Thread.ofPlatform().daemon().start(this::serve);
	}

	/** A PKCS12 file with the key and its certificate. */
	public static Path keyStore() {
		return KEYS;
	}

	/** A PEM file with the certificate. */
	public static Path certificates() {
		return CERTIFICATE;
	}

	private static Path keys() {
		var file = Path.of("target", "tls-" + ProcessHandle.current().pid() + ".p12").toAbsolutePath();
		try {
			Files.deleteIfExists(file);
			new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
					"server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-storetype",
					"PKCS12", "-storepass", PASSWORD, "-keystore", file.toString()).inheritIO().start().waitFor();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		file.toFile().deleteOnExit();
		return file;
	}

	private static Path certificate() {
		try (var in = Files.newInputStream(KEYS)) {
			var store = KeyStore.getInstance("PKCS12");
			store.load(in, PASSWORD.toCharArray());
			var text = "-----BEGIN CERTIFICATE-----\n"
					+ Base64.getMimeEncoder(64, new byte[]{ '\n' }).encodeToString(store.getCertificate("server").getEncoded())
					+ "\n-----END CERTIFICATE-----\n";
			var file = Files.writeString(Path.of(KEYS.toString().replace(".p12", ".pem")), text);
			file.toFile().deleteOnExit();
			return file;
		}
		catch (IOException | GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	public int port() {
		return entrance.getLocalPort();
	}

	private void serve() {
		while (!entrance.isClosed()) {
			try {
				var near = (SSLSocket) entrance.accept();
				Thread.ofVirtual().start(() -> connect(near));
			}
			catch (IOException e) {
				if (!entrance.isClosed()) {
					throw new UncheckedIOException(e);
				}
			}
		}
	}

	/** The server sees nothing of who does not trust it. */
	private void connect(SSLSocket near) {
		try (near) {
			near.startHandshake();
			join(near);
		}
		catch (IOException refused) {
			// by the client, or closed
		}
	}

	private void join(Socket near) throws IOException {
		try (var far = new Socket(InetAddress.getLoopbackAddress(), server)) {
			var back = Thread.ofVirtual().start(() -> copy(far, near));
			copy(near, far);
			far.shutdownOutput();
			back.join();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException closed) {
			// is how it ends when either side is closed
		}
	}

	@Override
	public void close() {
		try {
			entrance.close();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
