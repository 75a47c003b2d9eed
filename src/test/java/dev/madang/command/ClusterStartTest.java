package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.madang.home.Home;
import dev.madang.home.StartFailure;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node of a cluster must not have for itself, and would have before anything of it starts. */
@Aside
class ClusterStartTest {

	@TempDir
	Path folder;

	private Home home(String... settings) throws IOException {
		var home = Home.open(folder);
		Files.writeString(home.settings(), String.join("\n", settings));
		return home;
	}

	@Test
	void theDatabaseOfTheHomeIsRefused() throws IOException {
		var home = home("madang.cluster: true", "madang.url: https://madang.example");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> Run.over(home))
				.withMessageEndingWith("Set madang.database.url.");
		assertThatCode(() -> Settings.requireShared(home("madang.cluster: off"))).doesNotThrowAnyException();
	}

	@Test
	void theUrlOfThePortIsRefused() throws IOException {
		var home = home("madang.cluster: on", "madang.database.url: jdbc:postgresql://db/madang");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> Settings.requireShared(home))
				.withMessageEndingWith("Set madang.url.");
		home("madang.cluster: on", "madang.database.url: jdbc:postgresql://db/madang", "madang.url: https://madang.example");
		assertThatCode(() -> Settings.requireShared(home)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "false", "no" })
	void whoLeavesTheWorkToOthersMustHaveSome(String off) throws IOException {
		var home = home("madang.worker: " + off);
		assertThatExceptionOfType(StartFailure.class)
				.isThrownBy(() -> ServeCommand.start(home, null, null, context -> Optional.empty()))
				.withMessageStartingWith("madang.worker=off is for several nodes").withMessageContaining("madang.cluster=true");
	}

	@Test
	void whatIsNeitherOnNorOffIsLeftToTheApplication() throws IOException {
		var home = home("madang.worker: sometimes", "madang.cluster: sometimes");
		assertThat(Settings.isOn(home, "madang.worker", true)).isTrue();
		assertThat(Settings.isOn(home, "madang.cluster", false)).isFalse();
	}

	@Test
	void aWorkerAloneIsRefused() throws IOException {
		var home = home();
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> Settings.requireCluster(home, "bin/madang worker"));
	}
}
