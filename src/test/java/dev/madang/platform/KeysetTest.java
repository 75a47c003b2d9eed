package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class KeysetTest {

	@Test
	void theFirstPartHasNoConditionAndOneRowMoreThanIsShown() {
		var part = Keyset.of(Paging.of(20, null, null), "likes", 2);
		assertThat(part.after("id < :id")).isEmpty();
		assertThat(part.limit()).isEqualTo("limit 21").isEqualTo(part.limitOfEach());
		assertThat(part.key(1)).isZero();
	}

	@Test
	void theNextPartGoesOnAfterItsKeys() {
		var at = Instant.parse("2026-05-01T10:00:00.123456Z");
		var part = Keyset.of(Paging.of(50, Cursor.of("likes", Rows.micros(at), 7), null), "likes", 2);
		assertThat(part.after("id < :id")).isEqualTo("and id < :id");
		assertThat(part.limit()).isEqualTo("limit 51");
		assertThat(part.time(0)).isEqualTo(at.atOffset(ZoneOffset.UTC));
		assertThat(part.key(1)).isEqualTo(7);
	}

	@Test
	void numberedPagesShareAFewTexts() {
		var texts = IntStream.rangeClosed(1, 500).mapToObj(page -> Paging.of(20, null, page))
				.map(paging -> Keyset.of(paging, "likes", 2)).peek(part -> assertThat(part.limitOfEach())
						.satisfies(limit -> assertThat(Integer.parseInt(limit.substring(6)))
								.isGreaterThan(part.paging().offset() + 20)))
				.map(part -> part.limitFrom(":offset") + part.limitOfEach()).distinct();
		assertThat(texts).hasSizeLessThan(12).allMatch(text -> text.startsWith("limit 21 offset :offset"));
	}

	@Test
	void aCursorOfAnotherListIsRefused() {
		assertThatExceptionOfType(Problem.class)
				.isThrownBy(() -> Keyset.of(Paging.of(20, Cursor.of("likes", 1, 2), null), "blocks", 2))
				.returns("bad-cursor", Problem::code);
	}
}
