package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BecauseTest {

	@Test
	void isJustPopularWithoutAWordThatMayBeSaid() {
		assertThat(Because.of("together", null)).isEqualTo(Because.POPULAR);
		assertThat(Because.of("tag", "에세이").word()).isEqualTo("에세이");
	}

	@Test
	void shortensLongTitles() {
		assertThat(Because.of("together", "😀".repeat(100)).word()).isEqualTo("😀".repeat(40) + "…");
	}
}
