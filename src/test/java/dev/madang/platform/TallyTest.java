package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

	private final Tally<String> tally = new Tally<>(3);

	@Test
	void nobodyHasMoreThanAllowed() {
		assertThat(tally.add("a", 2)).isTrue();
		assertThat(tally.add("a", 2)).isTrue();
		assertThat(tally.add("a", 2)).isFalse();
		assertThat(tally.add("b", 2)).isTrue();
		assertThat(tally.add("c", 2)).as("as many as may be in all").isFalse();
	}

	@Test
	void whatEndsMakesRoom() {
		tally.add("a", 2);
		tally.add("a", 2);
		tally.remove("a");
		assertThat(tally.add("a", 2)).isTrue();
		tally.remove("a");
		tally.remove("a");
		assertThat(tally.add("b", 2)).isTrue();
		assertThat(tally.add("c", 2)).isTrue();
		assertThat(tally.add("d", 2)).isTrue();
	}
}
