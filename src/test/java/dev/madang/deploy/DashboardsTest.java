package dev.madang.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.madang.platform.engine.Engine;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every metric and label that a dashboard or an alarm names is told by /metrics. */
@MadangTest
class DashboardsTest {

	private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

	/** Words of Prometheus's language that are neither followed by a bracket nor metrics. */
	private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "without");

	/** What Prometheus adds itself. */
	private static final Set<String> ITS_OWN = Set.of("up", "instance", "job");

	@Autowired
	Community community;

	@Autowired
	MeterRegistry registry;

	private static List<Path> dashboards() throws IOException {
		try (var files = Files.list(Path.of("deploy/grafana"))) {
			return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
		}
	}

	private static List<String> expressions() throws IOException {
		var found = new ArrayList<String>();
		for (var file : dashboards()) {
			var board = JsonMapper.shared().readTree(Files.readString(file));
			board.path("panels").valueStream().flatMap(panel -> panel.path("targets").valueStream())
					.forEach(target -> found.add(target.path("expr").asString("")));
		}
		assertThat(found).hasSizeGreaterThan(40);
		for (var group : Compose.maps(Compose.yaml(Path.of("deploy/prometheus/alerts.yaml")).get("groups"))) {
			for (var rule : Compose.maps(group.get("rules"))) {
				found.add(String.valueOf(rule.get("expr")));
			}
		}
		return found;
	}

	/** Without labels, strings, ranges and numbers, and what is a function. */
	private static Set<String> metrics(String expression) {
		var bare = expression.replaceAll("\"[^\"]*\"", "").replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", "")
				.replaceAll("\\b(by|without) \\([^)]*\\)", "").replaceAll("\\b[a-z_0-9]+\\s*\\(", "(")
				.replaceAll("\\b[0-9.e]+\\b", "");
		var found = new HashSet<String>();
		NAME.matcher(bare).results().map(match -> match.group()).filter(word -> !WORDS.contains(word)).forEach(found::add);
		return found;
	}

	private static Set<String> labels(String expression) {
		var found = new HashSet<String>();
		for (var set : Pattern.compile("\\{([^}]*)}|\\bby \\(([^)]*)\\)").matcher(expression).results().toList()) {
			var names = set.group(1) == null ? set.group(2) : set.group(1).replaceAll("=~?\"[^\"]*\"", "");
			for (var name : names.split(",", -1)) {
				found.add(name.strip());
			}
		}
		return found;
	}

	/** What has no number before something happened. */
	private void traffic() {
		community.anybody().get("/posts");
		community.anybody().get("/posts/999999999");
		var engine = new Engine("dashboards", "madang.dashboards", Duration.ofSeconds(1), Duration.ofSeconds(1), null,
				registry);
		assertThat(engine.tried(() -> true)).contains(true);
		System.gc();
	}

	@Test
	void everyMetricAndLabelIsThere() throws IOException {
		traffic();
		var expressions = expressions();
		Awaitility.await().untilAsserted(() -> {
			var told = community.anybody().get("!/metrics").body();
			for (var expression : expressions) {
				assertThat(metrics(expression)).as(expression).isNotEmpty().allSatisfy(metric -> assertThat(
						ITS_OWN.contains(metric) || told.contains("\n" + metric + "{") || told.contains("\n" + metric + " "))
						.as(metric).isTrue());
				assertThat(labels(expression)).as(expression).allSatisfy(label -> assertThat(
						ITS_OWN.contains(label) || told.contains("{" + label + "=\"") || told.contains("," + label + "=\""))
						.as(label).isTrue());
			}
		});
	}

	@Test
	void aDashboardHasADatasourceAndIdsOfItsOwn() throws IOException {
		var uids = new HashSet<String>();
		for (var file : dashboards()) {
			var board = JsonMapper.shared().readTree(Files.readString(file));
			assertThat(uids.add(board.path("uid").asString(""))).as(file.toString()).isTrue();
			var ids = board.path("panels").valueStream().map(panel -> panel.path("id").asInt(0)).toList();
			assertThat(ids).as(file.toString()).isNotEmpty().doesNotHaveDuplicates().doesNotContain(0);
			assertThat(board.findValues("datasource")).extracting((JsonNode each) -> each.path("uid").asString(""))
					.containsOnly("prometheus");
		}
		var sources = Compose.yaml(Path.of("deploy/grafana/provisioning/datasources/prometheus.yaml")).get("datasources");
		assertThat(Compose.maps(sources).getFirst()).containsEntry("uid", "prometheus");
		assertThat(Compose.yaml(Path.of("deploy/grafana/provisioning/dashboards/madang.yaml"))).containsKey("providers");
	}
}
