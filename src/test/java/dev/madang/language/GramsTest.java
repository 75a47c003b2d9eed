package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.language.Grams.Gram;
import org.junit.jupiter.api.Test;

class GramsTest {

	@Test
	void aRunOfSyllablesIsItsPairs() {
		assertThat(Grams.of("영화가")).containsExactly(new Gram("영", 0), new Gram("영화", 0), new Gram("화가", 1));
	}

	@Test
	void spacesTakeNoPlace() {
		var apart = Grams.of("엔딩 크레딧");
		assertThat(apart).contains(new Gram("엔딩", 0), new Gram("크레", 2), new Gram("레딧", 3));
		assertThat(Grams.of("엔딩크레딧")).contains(new Gram("엔딩", 0), new Gram("크레", 2), new Gram("레딧", 3));
	}

	@Test
	void foreignWordsAndNumbersAreWhole() {
		assertThat(Grams.of("imax4dx")).extracting(Gram::text).containsExactly("imax", "4", "dx");
		assertThat(Grams.of("java 25로")).extracting(Gram::text).containsExactly("java", "25", "로");
	}

	@Test
	void laughterOfAnyLengthIsOne() {
		assertThat(Grams.of("ㅋ")).isEqualTo(Grams.of("ㅋㅋㅋㅋㅋㅋ"));
		assertThat(Grams.of("ㅋㅋㅎㅎ")).extracting(Gram::text).containsExactly("ㅋㅋ", "ㅎㅎ");
	}

	@Test
	void picturesAreWordsAndSignsAreNot() {
		assertThat(Grams.of("👍!?…")).extracting(Gram::text).containsExactly("👍");
		assertThat(Grams.of(" .,-\"*")).isEmpty();
	}

	@Test
	void ideographsAndKanaAreSyllables() {
		assertThat(Grams.of("東京")).extracting(Gram::text).contains("東京");
		assertThat(Grams.of("すし")).extracting(Gram::text).contains("すし");
	}

	@Test
	void syllablesAreNamedOnce() {
		assertThat(Grams.syllables("가나가 ab")).containsExactly("가", "나");
	}

	@Test
	void aWordThatNeverEndsIsCut() {
		assertThat(Grams.of("a".repeat(5_000)).getFirst().text()).hasSize(100);
	}
}
