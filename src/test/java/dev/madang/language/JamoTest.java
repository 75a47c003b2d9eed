package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JamoTest {

	@Test
	void everySyllableIsTypedAndComposedAgain() {
		for (int c = 0xAC00; c <= 0xD7A3; c++) {
			var syllable = Character.toString(c);
			assertThat(Jamo.composed(Jamo.typed(syllable))).isEqualTo(syllable);
		}
	}

	@Test
	void whatFollowsASyllableIsNotPulledIntoIt() {
		for (int c = 0xAC00; c <= 0xD7A3; c += 7) {
			for (var next : new String[]{ "아", "가", "까", "a", " ", "1" }) {
				var text = Character.toString(c) + next;
				assertThat(Jamo.composed(Jamo.typed(text))).isEqualTo(text);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "과,ㄱㅗㅏ", "닭,ㄷㅏㄹㄱ", "까,ㄲㅏ", "의사,ㅇㅡㅣㅅㅏ", "영화 2,ㅇㅕㅇㅎㅗㅏ 2" })
	void typesAsFingersDo(String text, String typed) {
		assertThat(Jamo.typed(text)).isEqualTo(typed);
	}

	@Test
	void lettersThatMakeNoSyllableStay() {
		assertThat(Jamo.composed("ㅋㅋㅋ")).isEqualTo("ㅋㅋㅋ");
		assertThat(Jamo.composed("ㅏㄱ")).isEqualTo("ㅏㄱ");
		assertThat(Jamo.composed("ㅠㅠ 가ㄱ")).isEqualTo("ㅠㅠ 가ㄱ");
		assertThat(Jamo.composed("")).isEmpty();
	}

	@Test
	void oneLetterIsAnotherInAllWays() {
		assertThat(Jamo.withOneOther("감동잃")).contains("감동이", "감돌잃", "캄동잃").doesNotContain("감동잃", "감도리")
				.hasSize(3 * (18 + 20 + 27)).doesNotHaveDuplicates();
		assertThat(Jamo.withOneOther("abc")).isEmpty();
	}

	@Test
	void aTextHasItsInitials() {
		assertThat(Jamo.initials("청소 abc 1")).isEqualTo("ㅊㅅ abc 1");
		assertThat(Jamo.initials("뚝딱")).isEqualTo("ㄸㄸ");
	}

	@Test
	void lettersOfOtherBlocksAreNoneOfThese() {
		assertThat(Jamo.isLetter('ㄱ')).isTrue();
		assertThat(Jamo.isLetter('a')).isFalse();
		assertThat(Jamo.isConsonant('ㅏ')).isFalse();
		assertThat(Jamo.isSyllable('힣')).isTrue();
		assertThat(Jamo.isSyllable('힣' + 1)).isFalse();
	}
}
