package dev.madang.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** The compose files, read as a careful operator would: no container engine runs them here. */
class ComposeTest {

	private static final String ALONE = "compose.yaml";

	private static final String CLUSTER = "deploy/compose.cluster.yaml";

	/** A version with two numbers at least, or a day. */
	private static final Pattern EXACT = Pattern
			.compile("[a-z0-9./-]+:v?(\\d+\\.\\d+|[a-z]+-\\d{8})[\\w.-]*(@sha256:[0-9a-f]{64})?");

	/** Why a service has no health check of its own. */
	private static final Map<String, String> WITHOUT_CHECK = Map.of("madang", "the image's", "madang-1", "the image's",
			"madang-2", "the image's", "worker", "the image's", "bucket", "it ends");

	/** Why a service may write where its image lies. */
	private static final Map<String, String> WRITABLE = Map.of("kafka", "its start writes its configuration");

	/** Variables of compose itself. */
	private static final Set<String> OWN = Set.of("MADANG_IMAGE", "MADANG_LISTEN", "MADANG_HOST", "MADANG_S3_HOST",
			"MADANG_S3_URL");

	@ParameterizedTest
	@ValueSource(strings = { ALONE, CLUSTER })
	void everyServiceIsBounded(String file) {
		assertThat(Compose.read(file).services()).isNotEmpty().allSatisfy(service -> {
			assertThat(service.image()).as(service.name()).matches(EXACT);
			assertThat(service.has("mem_limit")).as("mem_limit of %s", service.name()).isTrue();
			assertThat(service.has("pids_limit")).as("pids_limit of %s", service.name()).isTrue();
			assertThat(service.list("cap_drop")).as(service.name()).containsExactly("ALL");
			assertThat(service.list("security_opt")).as(service.name()).containsExactly("no-new-privileges:true");
			assertThat(service.text("read_only").equals("true") || WRITABLE.containsKey(service.name()))
					.as("%s is read-only", service.name()).isTrue();
			assertThat(service.healthTest().isEmpty()).as("%s has a health check, or a reason", service.name())
					.isEqualTo(WITHOUT_CHECK.containsKey(service.name()));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { ALONE, CLUSTER })
	void whatIsUsedIsDeclared(String file) {
		var compose = Compose.read(file);
		for (var service : compose.services()) {
			assertThat(compose.declared("secrets").keySet()).as(service.name()).containsAll(service.list("secrets"));
			assertThat(compose.declared("networks").keySet()).as(service.name()).containsAll(service.networks());
			assertThat(service.mounted().filter(from -> !from.startsWith("."))).as(service.name())
					.allSatisfy(volume -> assertThat(compose.declared("volumes")).containsKey(volume));
			assertThat(service.mounted().filter(from -> from.startsWith(".") && !from.equals("./secrets"))).as(service.name())
					.allSatisfy(path -> assertThat(compose.file().resolveSibling(path)).exists());
			assertThat(Compose.map(service.of().get("depends_on")).keySet()).as(service.name())
					.allSatisfy(other -> assertThat(compose.service(other)).isNotNull());
		}
	}

	@Test
	void everySecretIsMade() throws IOException {
		var script = Files.readString(Path.of("deploy/secrets"));
		assertThat(Compose.read(CLUSTER).declared("secrets")).isNotEmpty().allSatisfy((name, of) -> {
			assertThat(Compose.map(of)).containsEntry("file", "./secrets.d/" + name);
			assertThat(script).contains("once " + name + " ");
		});
		assertThat(Files.readString(Path.of(".gitignore"))).contains("secrets.d/", "/secrets/", ".env");
	}

	@Test
	void everySettingExists() throws IOException {
		var known = settings();
		var named = new ArrayList<String>();
		for (var file : List.of(ALONE, CLUSTER)) {
			for (var service : Compose.read(file).services()) {
				service.environment().keySet().stream().filter(name -> name.startsWith("MADANG_")).forEach(named::add);
				service.list("secrets").stream().filter(name -> name.startsWith("madang.")).map(ComposeTest::variable)
						.forEach(named::add);
			}
		}
		var variable = Pattern.compile("\\bMADANG_[A-Z0-9_]+");
		for (var file : List.of(".env.example", "deploy/madang.service", "docs/install.md", CLUSTER)) {
			variable.matcher(Files.readString(Path.of(file))).results().map(match -> match.group()).forEach(named::add);
		}
		assertThat(named).hasSizeGreaterThan(30)
				.allSatisfy(name -> assertThat(OWN.contains(name) || known.contains(name)).as(name).isTrue());
	}

	/** Those of docs/settings.md, and of bin/madang, as variables of the environment. */
	private static List<String> settings() throws IOException {
		var table = Pattern.compile("(?m)^\\| `(madang\\.[a-z0-9.-]+)`").matcher(Files.readString(Path.of("docs/settings.md")));
		var script = Pattern.compile("MADANG_[A-Z_]+").matcher(Files.readString(Path.of("bin/madang")));
		return Stream
				.concat(table.results().map(match -> variable(match.group(1))), script.results().map(match -> match.group()))
				.toList();
	}

	private static String variable(String setting) {
		return setting.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace("-", "");
	}

	@Test
	void portsAgree() throws IOException {
		var image = Files.readString(Path.of("Dockerfile"));
		assertThat(image).contains("EXPOSE 8080");
		assertThat(Compose.read(ALONE).service("madang").ports()).containsExactly("8080");
		var cluster = Compose.read(CLUSTER);
		var listens = Map.of("madang-1", Set.of("8080"), "madang-2", Set.of("8080"), "postgres", Set.of("5432"), "valkey",
				Set.of("6379"), "kafka", Set.of("9092", "9093"), "s3", Set.of("8333", "9333", "8888"), "prometheus",
				Set.of("9090"), "pulsar", Set.of("6650", "8080"));
		var texts = Files.readString(Path.of(CLUSTER)) + Files.readString(Path.of("deploy/Caddyfile"))
				+ Files.readString(Path.of("deploy/prometheus/prometheus.yaml")) + Files.readString(Path.of("deploy/secrets"))
				+ Files.readString(Path.of("deploy/grafana/provisioning/datasources/prometheus.yaml"));
		var seen = Pattern.compile("\\b(" + String.join("|", listens.keySet()) + "):(\\d{4,5})").matcher(texts).results()
				.toList();
		assertThat(seen).hasSizeGreaterThan(10)
				.allSatisfy(use -> assertThat(listens.get(use.group(1))).as(use.group()).contains(use.group(2)));
		for (var service : cluster.services()) {
			var checked = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(service.healthTest());
			if (checked.find() && !service.name().equals("proxy") && service.has("ports")) {
				assertThat(service.ports()).as(service.name()).contains(checked.group(1));
			}
		}
		assertThat(cluster.service("proxy").healthTest()).contains(":8081");
		assertThat(Files.readString(Path.of("deploy/Caddyfile"))).contains("http://127.0.0.1:8081");
		assertThat(cluster.service("kafka").environment()).containsEntry("KAFKA_ADVERTISED_LISTENERS",
				"PLAINTEXT://kafka:9092");
	}

	@Test
	void nothingButTheProxyIsOpenToOthers() {
		for (var service : Compose.read(CLUSTER).services()) {
			assertThat(service.list("ports").stream().filter(port -> !port.startsWith("127.0.0.1:")).toList())
					.as(service.name())
					.isEqualTo(service.name().equals("proxy") ? List.of("80:80", "443:443", "443:443/udp") : List.of());
		}
		assertThat(Compose.read(ALONE).service("madang").list("ports")).allMatch(port -> port.contains("127.0.0.1"));
	}

	@Test
	void nodesAreAClusterAndLeaveTheWorkToWorkers() {
		var cluster = Compose.read(CLUSTER);
		for (var name : List.of("madang-1", "madang-2", "worker")) {
			assertThat(cluster.service(name).environment()).containsEntry("MADANG_CLUSTER", "true")
					.containsEntry("MADANG_DRAIN", "8s").containsKeys("MADANG_DATABASE_URL", "MADANG_S3_BUCKET", "MADANG_URL");
			assertThat(cluster.service(name).list("secrets")).contains("madang.redis.url");
		}
		assertThat(cluster.service("madang-1").environment()).containsEntry("MADANG_WORKER", "off");
		assertThat(cluster.service("madang-2").environment()).containsEntry("MADANG_WORKER", "off");
		var worker = cluster.service("worker");
		assertThat(worker.list("command")).containsExactly("worker", "--port", "8080");
		assertThat(worker.environment()).doesNotContainKey("MADANG_WORKER");
		assertThat(worker.mounted()).as("none that two would share").isEmpty();
	}

	@Test
	void nodesDifferInTheirHomesAndHours() {
		var cluster = Compose.read(CLUSTER);
		var one = cluster.service("madang-1");
		var two = cluster.service("madang-2");
		assertThat(one.mounted()).doesNotContainAnyElementsOf(two.mounted().toList());
		assertThat(one.environment().get("MADANG_RECOMMENDATION_AT"))
				.isNotEqualTo(two.environment().get("MADANG_RECOMMENDATION_AT"));
		assertThat(one.environment().get("MADANG_PROXIES")).isEqualTo(subnet(cluster));
	}

	private static String subnet(Compose cluster) {
		var config = Compose
				.maps(Compose.map(Compose.map(cluster.declared("networks").get("inside")).get("ipam")).get("config"));
		return String.valueOf(config.getFirst().get("subnet"));
	}
}
