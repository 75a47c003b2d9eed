package dev.madang.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of this node, as hashes by their names, so that nodes can be compared without telling what is set. The key of the hashes
 * is the password of the database, which whoever reads the table of nodes in a dump does not have; where there is none, secrets are not
 * compared.
 */
@Component
class NodeSettings {

	/** With another one of these a node would be of another community, or count and keep elsewhere what it shares. */
	static final Set<String> SAME = Set.of("madang.cluster", "madang.url", "madang.zone", "madang.redis.url",
			"madang.redis.prefix", "madang.s3.bucket", "madang.s3.endpoint", "madang.s3.prefix",
			"madang.kafka.bootstrap-servers", "madang.kafka.prefix", "madang.kafka.group");

	/** What each node has for itself. */
	static final Set<String> OWN = Set.of("madang.access.docs", "madang.access.metrics", "madang.chat.sockets",
			"madang.database.password", "madang.database.url", "madang.database.user", "madang.drain",
			"madang.guest-cache.size", "madang.home", "madang.media.folder", "madang.notification.streams",
			"madang.otlp.sampled", "madang.otlp.url", "madang.proxies", "madang.recommendation.at",
			"madang.recommendation.heap", "madang.search.index", "madang.secrets", "madang.worker");

	/** Of which there is a hash, too, but of nothing: it tells whether the hashes have the same key. */
	private static final String KEY = "madang.database.password";

	private static final List<String> SECRET = List.of(".password", ".key", "-key", ".oidc");

	private final Supplier<SortedMap<String, String>> hashes;

	NodeSettings(Environment environment, JsonMapper mapper) {
		hashes = SingletonSupplier.of(() -> hashed(environment, mapper));
	}

	SortedMap<String, String> hashes() {
		return hashes.get();
	}

	private static SortedMap<String, String> hashed(Environment environment, JsonMapper mapper) {
		var key = environment.getProperty("spring.datasource.password", "");
		var binder = Binder.get(environment);
		var hashed = new TreeMap<String, String>();
		hashed.put(KEY, hash(key, "", ""));
		settings(mapper).filter(each -> !OWN.contains(each.getKey()))
				.filter(each -> !key.isEmpty() || SECRET.stream().noneMatch(each.getKey()::endsWith))
				.forEach(each -> binder.bind(each.getKey(), type(each.getValue()))
						.map(value -> value instanceof Map<?, ?> table ? new TreeMap<>(table).toString() : value.toString())
						.map(value -> comparable(each.getKey(), value))
						.ifBound(value -> hashed.put(each.getKey(), hash(key, each.getKey(), value))));
		return hashed;
	}

	/** The names of those that another node has not the same; of one with another key no more can be said than that. */
	static List<String> differing(Map<String, String> some, Map<String, String> others) {
		if (!Objects.equals(some.get(KEY), others.get(KEY))) {
			return List.of(KEY);
		}
		var names = new TreeSet<>(some.keySet());
		names.addAll(others.keySet());
		return names.stream().filter(name -> !Objects.equals(some.get(name), others.get(name))).toList();
	}

	/** The names and types of all settings, as the compiler found them. */
	private static Stream<Map.Entry<String, String>> settings(JsonMapper mapper) {
		try (var metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
			return mapper.readTree(metadata).path("properties").valueStream()
					.map(each -> Map.entry(each.path("name").asString(), each.path("type").asString()))
					.filter(each -> each.getKey().startsWith("madang."));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Bindable<?> type(String type) {
		return type.startsWith("java.util.List")
				? Bindable.listOf(String.class)
				: type.startsWith("java.util.Map") ? Bindable.mapOf(String.class, String.class) : Bindable.of(String.class);
	}

	/** Nodes may know a server by several names, and with a password each; which one it is of a Redis says its port and database. */
	private static String comparable(String name, String value) {
		return switch (name) {
			case "madang.url" -> value.strip().replaceAll("/$", "");
			case "madang.kafka.bootstrap-servers" -> "is set";
			case "madang.redis.url" -> {
				var uri = URI.create(value.strip());
				yield uri.getHost() + " " + uri.getPort() + " " + uri.getPath();
			}
			default -> value.strip();
		};
	}

	private static String hash(String key, String name, String value) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(("madang node " + key).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			var hash = mac.doFinal((name + "=" + value).getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(hash).substring(0, 16);
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has HmacSHA256", e);
		}
	}
}
