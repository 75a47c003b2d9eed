package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NounParticlesTest {

	@ParameterizedTest
	@CsvSource({ "영화,는", "영화,에서는", "영화,만의", "영화,로", "영화,보단", "영화,에선", "극장,까진", "영화,들은", "서울,로", "서울,이", "극장,으로", "극장,이",
			"극장,에서도", "imax,로", "imax,으로" })
	void followTheirNouns(String noun, String particles) {
		assertThat(NounParticles.mayFollow(noun, particles)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "영화,은", "영화,이", "영화,으로", "극장,로", "극장,가", "서울,으로", "영화,가나다", "영화,를를", "영화,의는", "영화,나네", "영화,다가", "극장,서" })
	void butNotAnyNoun(String noun, String particles) {
		assertThat(NounParticles.mayFollow(noun, particles)).isFalse();
	}
}
