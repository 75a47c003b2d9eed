package dev.madang.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Certificates that an operator trusts for a server, those of an own authority say, in the place of those that Java does. */
public final class Certificates {

	private Certificates() {
	}

	/**
	 * @param setting that names the file
	 * @param pem one certificate after the other
	 * @throws InvalidConfigurationPropertyValueException which ends the start with one line, if there are none in it
	 */
	public static TrustManager[] trusting(String setting, Path pem) {
		try (var in = Files.newInputStream(pem)) {
			var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				trusted.setCertificateEntry(String.valueOf(trusted.size()), certificate);
			}
			if (trusted.size() == 0) {
				throw new CertificateException("it has none");
			}
			var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			managers.init(trusted);
			return managers.getTrustManagers();
		}
		catch (IOException | GeneralSecurityException e) {
			throw new InvalidConfigurationPropertyValueException(setting, pem,
					"it must be a PEM file of certificates that can be read");
		}
	}

	/** Connections that trust them. */
	public static SSLSocketFactory sockets(String setting, Path pem) {
		try {
			var context = SSLContext.getInstance("TLS");
			context.init(null, trusting(setting, pem), null);
			return context.getSocketFactory();
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has TLS", e);
		}
	}
}
