package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BecauseTest {

	@Test
	void takesTheParticleThatKoreanWants() {
		assertThat(new Because("together", "밤의 도서관").particle()).isEqualTo("을");
		assertThat(new Because("together", "에세이").particle()).isEqualTo("를");
		assertThat(new Because("together", "1984").particle()).isEqualTo("을(를)");
	}

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
