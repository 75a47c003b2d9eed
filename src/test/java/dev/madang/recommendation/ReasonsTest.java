package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class ReasonsTest {

	@Autowired
	Reasons reasons;

	@Test
	void theTitleTakesTheParticleThatKoreanWants() {
		assertThat(because("밤의 도서관", Locale.KOREAN)).isEqualTo("‘밤의 도서관’을 좋아한 회원이 함께 읽은 글");
		assertThat(because("에세이", Locale.KOREAN)).isEqualTo("‘에세이’를 좋아한 회원이 함께 읽은 글");
		assertThat(because("Dune", Locale.KOREAN)).isEqualTo("‘Dune’을(를) 좋아한 회원이 함께 읽은 글");
		assertThat(because("에세이", Locale.ENGLISH)).isEqualTo("Read by members who liked ‘에세이’");
	}

	private String because(String title, Locale locale) {
		return reasons.text(new Because("together", title), "post", locale);
	}
}
