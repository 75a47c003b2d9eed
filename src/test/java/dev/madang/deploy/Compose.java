package dev.madang.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** A compose file, as far as its tests look into it. */
record Compose(Path file, Map<String, Object> all) {

	static Compose read(String file) {
		return new Compose(Path.of(file), yaml(Path.of(file)));
	}

	static Map<String, Object> yaml(Path file) {
		try (var in = Files.newBufferedReader(file)) {
			return new Yaml().load(in);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	record Service(String name, Map<String, Object> of) {

		String image() {
			return withDefaults(text("image"));
		}

		String text(String key) {
			return String.valueOf(of.get(key));
		}

		boolean has(String key) {
			return of.get(key) != null;
		}

		List<String> list(String key) {
			return Compose.list(of.get(key));
		}

		Map<String, String> environment() {
			var found = new LinkedHashMap<String, String>();
			map(of.get("environment")).forEach((name, value) -> found.put(name, withDefaults(String.valueOf(value))));
			return found;
		}

		/** A list of their names, or what the service is called in each. */
		Collection<String> networks() {
			var networks = of.get("networks");
			return networks instanceof Map ? map(networks).keySet() : list("networks");
		}

		/** Of the container, on which the service listens. */
		Stream<String> ports() {
			return list("ports").stream().map(port -> withDefaults(port).replaceAll("^.*:|/udp$", ""));
		}

		/** What is mounted, without its place in the container. */
		Stream<String> mounted() {
			return list("volumes").stream().map(volume -> volume.replaceFirst(":.*", ""));
		}

		String healthTest() {
			return String.join(" ", Compose.list(map(of.get("healthcheck")).get("test")));
		}
	}

	List<Service> services() {
		return map(all.get("services")).entrySet().stream().map(each -> new Service(each.getKey(), map(each.getValue())))
				.toList();
	}

	Service service(String name) {
		return services().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
	}

	Map<String, Object> declared(String kind) {
		return map(all.get(kind));
	}

	/** As compose fills in what {@code .env} does not say. */
	static String withDefaults(String text) {
		return text.replaceAll("\\$\\{\\w+:-([^}]*)}", "$1");
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> map(@Nullable Object value) {
		return value == null ? Map.of() : (Map<String, Object>) value;
	}

	static List<Map<String, Object>> maps(@Nullable Object value) {
		return value == null ? List.of() : ((List<?>) value).stream().map(Compose::map).toList();
	}

	static List<String> list(@Nullable Object value) {
		return value == null ? List.of() : ((List<?>) value).stream().map(Objects::toString).toList();
	}
}
