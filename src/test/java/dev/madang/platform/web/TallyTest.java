package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

	private final Tally<String> tally = new Tally<>(2, 3);

	@Test
	void nobodyHasMoreThanAllowed() {
		assertThat(tally.add("a")).isTrue();
		assertThat(tally.add("a")).isTrue();
		assertThat(tally.add("a")).isFalse();
		assertThat(tally.add("b")).isTrue();
		assertThat(tally.add("c")).as("as many as may be in all").isFalse();
	}

	@Test
	void whatEndsMakesRoom() {
		tally.add("a");
		tally.add("a");
		tally.remove("a");
		assertThat(tally.add("a")).isTrue();
		tally.remove("a");
		tally.remove("a");
		assertThat(tally.add("b")).isTrue();
		assertThat(tally.add("c")).isTrue();
		assertThat(tally.add("d")).isTrue();
	}
}
