package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {

	@ParameterizedTest
	@CsvSource({ "메세지,메시지,false", "캐릭터,케릭터,true", "텔레비전,텔레비젼,true", "싸이코,사이코,true", "초콜릿,초콜릳,false" })
	void vowelsAndConsonantsThatSoundAlikeAreTried(String word, String other, boolean isTried) {
		assertThat(Spellings.of(word).contains(other)).isEqualTo(isTried);
	}

	@Test
	void shortWordsAreLeftAlone() {
		assertThat(Spellings.of("배개")).isEmpty();
		assertThat(Spellings.of("내")).isEmpty();
	}

	@Test
	void predicatesAndForeignWordsAreLeftAlone() {
		assertThat(Spellings.of("재밌다")).isEmpty();
		assertThat(Spellings.of("imax관람")).isEmpty();
	}

	@Test
	void thereAreFew() {
		assertThat(Spellings.of("세계대재해재개제")).hasSizeLessThan(20);
	}
}
