package dev.madang.recommendation;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

import dev.madang.page.CommunityZone;
import dev.madang.platform.OnWebNodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Builds the model once a night in a process of its own, as {@code bin/madang recommend build} does. */
@Component
@ConditionalOnWebApplication
@OnWebNodes
@EnableConfigurationProperties(NightlyBuild.Properties.class)
class NightlyBuild {

	private static final Logger LOG = LoggerFactory.getLogger(NightlyBuild.class);

	/** A server that was not there at the time waits for the next night. */
	private static final Duration WINDOW = Duration.ofHours(1);

	/**
	 * @param at the time of day, in the community's zone, at which the recommendations are built each night; {@code off} leaves it to
	 * {@code bin/madang recommend build}
	 * @param heap how much memory the process that builds them may take
	 */
	@ConfigurationProperties("madang.recommendation")
	record Properties(@DefaultValue("04:30") String at, @DefaultValue("1g") String heap) {

		Properties {
			if (!at.matches("off|([01][0-9]|2[0-3]):[0-5][0-9]") || !heap.matches("[0-9]+[mMgG]")) {
				throw new IllegalArgumentException(
						"madang.recommendation.at must be a time such as 04:30, or off, and .heap a size such as 1g, not " + at
								+ " and " + heap);
			}
		}

		@Nullable
		LocalTime time() {
			return "off".equals(at) ? null : LocalTime.parse(at);
		}
	}

	private final Properties properties;

	private final CommunityZone zone;

	private final Path home;

	private LocalDate built = LocalDate.MIN;

	NightlyBuild(Properties properties, CommunityZone zone, ModelFolder.Place place) {
		this.properties = properties;
		this.zone = zone;
		this.home = place.home();
	}

	@Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
	void look() throws InterruptedException {
		var now = ZonedDateTime.now(zone.zone());
		if (isTime(now)) {
			built = now.toLocalDate();
			build();
		}
	}

	boolean isTime(ZonedDateTime now) {
		var at = properties.time();
		return at != null && !built.equals(now.toLocalDate()) && !now.toLocalTime().isBefore(at)
				&& Duration.between(at, now.toLocalTime()).compareTo(WINDOW) < 0;
	}

	/** The same Java, program and settings as this process has. */
	List<String> command() {
		var program = System.getProperty("java.class.path");
		var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		var options = List.of(java, "-Xmx" + properties.heap(), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");
		var start = program.endsWith(".jar") && !program.contains(File.pathSeparator)
				? List.of("-jar", program)
				: List.of("-cp", program, "dev.madang.Madang");
		return Stream
				.of(options, start, List.of("recommend", "build", "--home", home.toAbsolutePath().toString()))
				.flatMap(List::stream).toList();
	}

	private void build() throws InterruptedException {
		try {
			var process = new ProcessBuilder(command()).redirectErrorStream(true).start();
			String said;
			try (var output = process.getInputStream()) {
				said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
			}
			var last = said.substring(said.lastIndexOf('\n') + 1);
			if (process.waitFor() == 0) {
				LOG.info("The recommendations are built anew: {}", last);
			}
			else {
				LOG.warn("The recommendations could not be built, the last ones stay: {}", last);
			}
		}
		catch (IOException e) {
			LOG.warn("The recommendations could not be built, the last ones stay: {}", e.toString());
		}
	}
}
