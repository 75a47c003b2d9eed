package dev.madang.chat.pulsar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pulsar as the way between nodes.
 *
 * @param url brokers of a Pulsar cluster, such as {@code pulsar://broker:6650}, with {@code pulsar+ssl} for TLS and commas between
 * several hosts: nodes tell each other by it what is said in chat
 * @param token the token by which Madang signs in to the brokers; it may write and read the topic
 * @param certificates a PEM file of the certificates that are trusted; those that Java trusts without it
 * @param namespace the tenant and the namespace of the topic
 * @param prefix how the name of the topic begins, which ends with {@code chat}; two communities on one cluster need two of them
 * @param adminUrl the brokers' HTTP API, such as {@code http://broker:8080}, by which Madang makes the topic with its partitions; the
 * broker makes it as it is set without
 * @param partitions of the topic that is made; one that there is stays as it is
 * @param within the most that a word may take to come back; when it takes longer, NOTIFY carries what is said; 200 ms to 10 s
 */
@ConfigurationProperties("madang.pulsar")
record PulsarProperties(@Nullable String url, @DefaultValue("") String token, @Nullable Path certificates,
		@DefaultValue("public/default") String namespace, @DefaultValue("madang.") String prefix,
		@DefaultValue("") String adminUrl, @DefaultValue("4") int partitions, @DefaultValue("1s") Duration within) {

	PulsarProperties {
		require(url == null || url.matches("pulsar(\\+ssl)?://[^\\s/,@:]+(:\\d{1,5})?(,[^\\s/,@:]+(:\\d{1,5})?)*/?"),
				"madang.pulsar.url is such as pulsar://broker:6650, with commas between several hosts");
		require(token.matches("[\\x21-\\x7e]*"), "madang.pulsar.token is one line of letters and signs");
		require(certificates == null || Files.isReadable(certificates), "madang.pulsar.certificates cannot be read");
		require(namespace.matches("[A-Za-z0-9=:._-]{1,60}/[A-Za-z0-9=:._-]{1,60}"),
				"madang.pulsar.namespace is a tenant and a namespace, such as public/default");
		require(prefix.matches("[A-Za-z0-9._-]{0,50}"), "madang.pulsar.prefix is made of A-Z a-z 0-9 . _ and -");
		require(adminUrl.isEmpty() || adminUrl.matches("https?://[A-Za-z0-9.\\[\\]:-]+/?"),
				"madang.pulsar.admin-url is such as http://broker:8080");
		require(partitions >= 1 && partitions <= 256, "madang.pulsar.partitions is 1 to 256");
		require(within.toMillis() >= 200 && within.toSeconds() <= 10, "madang.pulsar.within is 200 ms to 10 s");
	}

	private static void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new IllegalArgumentException(otherwise);
		}
	}

	boolean isEncrypted() {
		return url != null && url.startsWith("pulsar+ssl:");
	}

	/** The topic, without its kind. */
	String topic() {
		return namespace + "/" + prefix + "chat";
	}
}
