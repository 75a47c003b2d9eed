package dev.madang.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of this node, as hashes by their names, so that nodes can be compared without telling what is set. The key of the hashes
 * is made of the password of the database, which whoever reads the table of nodes in a dump does not have, and cannot guess quickly;
 * where there is none, secrets are not compared.
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

	/** A tenth of a second, once a start. */
	private static final int ROUNDS = 100_000;

	private static final List<String> SECRET = List.of(".password", ".key", "-key", ".oidc");

	private record Declared(String name, String type, @Nullable String otherwise) {

		/** Of those types in which one value may be written in several ways. */
		Bindable<?> bindable() {
			return switch (type) {
				case "java.lang.Boolean" -> Bindable.of(Boolean.class);
				case "java.time.Duration" -> Bindable.of(Duration.class);
				case "org.springframework.util.unit.DataSize" -> Bindable.of(DataSize.class);
				default -> type.startsWith("java.util.List")
						? Bindable.listOf(String.class)
						: type.startsWith("java.util.Map")
								? Bindable.mapOf(String.class, String.class)
								: Bindable.of(String.class);
			};
		}
	}

	private final Supplier<SortedMap<String, String>> hashes;

	NodeSettings(Environment environment, JsonMapper mapper) {
		hashes = SingletonSupplier.of(() -> hashed(environment, mapper));
	}

	SortedMap<String, String> hashes() {
		return hashes.get();
	}

	private static SortedMap<String, String> hashed(Environment environment, JsonMapper mapper) {
		var password = environment.getProperty("spring.datasource.password", "");
		var key = key(password);
		var settings = settings(mapper);
		var binder = binder(environment, settings);
		var hashed = new TreeMap<String, String>();
		hashed.put(KEY, hash(key, "", ""));
		for (var each : settings) {
			if (!OWN.contains(each.name()) && (!password.isEmpty() || SECRET.stream().noneMatch(each.name()::endsWith))) {
				binder.bind(each.name(), each.bindable())
						.map(value -> value instanceof Map<?, ?> table ? new TreeMap<>(table).toString() : value.toString())
						.map(value -> comparable(each.name(), value)).ifBound(value -> {
							if (!value.isEmpty()) {
								hashed.put(each.name(), hash(key, each.name(), value));
							}
						});
			}
		}
		return hashed;
	}

	/** What is written out as it is by default is not another setting. */
	private static Binder binder(Environment environment, List<Declared> settings) {
		var defaults = new MapConfigurationPropertySource();
		settings.stream().filter(each -> each.otherwise() != null).forEach(each -> defaults.put(each.name(), each.otherwise()));
		var sources = new ArrayList<ConfigurationPropertySource>();
		ConfigurationPropertySources.get(environment).forEach(sources::add);
		sources.add(defaults);
		return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
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

	private static @Nullable String otherwise(JsonNode declared) {
		var value = declared.path("defaultValue");
		return value.isArray()
				? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
				: value.isMissingNode() ? null : value.asString();
	}

	/** All settings, as the compiler found them. */
	private static List<Declared> settings(JsonMapper mapper) {
		try (var metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
			return mapper.readTree(metadata).path("properties").valueStream()
					.map(each -> new Declared(each.path("name").asString(), each.path("type").asString(), otherwise(each)))
					.filter(each -> each.name().startsWith("madang.")).toList();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** A Redis is the same with another password. */
	private static String comparable(String name, String value) {
		return switch (name) {
			case "madang.url" -> value.strip().replaceAll("/$", "");
			case "madang.kafka.bootstrap-servers" -> "is set";
			case "madang.redis.url" -> {
				var uri = URI.create(value.strip());
				yield uri.getHost() + " " + (uri.getPort() < 0 ? 6379 : uri.getPort()) + " "
						+ (uri.getPath().length() < 2 ? "/0" : uri.getPath());
			}
			default -> value.strip();
		};
	}

	/** PBKDF2 (RFC 8018). */
	private static byte[] key(String password) {
		try {
			var slow = new PBEKeySpec(("madang node " + password).toCharArray(), "madang node".getBytes(StandardCharsets.UTF_8),
					ROUNDS, 256);
			return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(slow).getEncoded();
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has PBKDF2", e);
		}
	}

	private static String hash(byte[] key, String name, String value) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			var hash = mac.doFinal((name + "=" + value).getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(hash).substring(0, 16);
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has HmacSHA256", e);
		}
	}
}
