package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;

import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Aside
class WatchedWordsTest {

	private final WatchedWords words = new WatchedWords(List.of("도박장", "시발", "casino", " "));

	@ParameterizedTest
	@ValueSource(strings = { "도박장", "온라인도박장으로", "도.박.장", "도\u200b박\u00ad장", "도-박*장", "도 박 장", "여기 도 박장!", "CASINO",
			"best Casino!",
			"casino에서", "ｃａｓｉｎｏ", "ca\u200bsino", "ㅅㅣ발", "시 발" })
	void seesThroughTricks(String text) {
		assertThat(words.find(text)).isPresent();
		assertThat(words.find("앞말 " + Normalizer.normalize(text, Normalizer.Form.NFD) + " 뒷말")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "도박", "다시 발표합니다", "도서 박물관 장터", "casinos", "acasino", "도\n\n시", "바다도 박 장관도" })
	void leavesOrdinarySentencesAlone(String text) {
		assertThat(words.find(text)).isEmpty();
	}

	@Test
	void saysWhichWordItWas() {
		assertThat(words.find("a CASINO b")).hasValue("casino");
		assertThat(new WatchedWords(List.of("", " ")).find("x")).isEmpty();
	}

	@Test
	void aLongTextOfMarksTakesNoLongTime() {
		assertThat(words.find("도" + ".".repeat(1_000_000))).isEmpty();
		assertThat(words.find("도 ".repeat(300_000))).isEmpty();
	}
}
