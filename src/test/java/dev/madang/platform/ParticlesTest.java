package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticlesTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			“토지”은(는)        | “토지”는
			‘책’과(와) 비슷한    | ‘책’과 비슷한
			‘영화’과(와) 비슷한  | ‘영화’와 비슷한
			구글(으)로 계속      | 구글로 계속
			네이버(으)로         | 네이버로
			집(으)로             | 집으로
			물(으)로             | 물로
			“1984”을(를)         | “1984”를
			“해리 3”이(가)       | “해리 3”이
			「광장」을(를)       | 「광장」을
			Google(으)로         | Google(으)로
			“Dune”은(는)         | “Dune”은(는)
			책(冊)은 그대로      | 책(冊)은 그대로
			값 $1은(는)          | 값 $1은
			""")
	void theSoundBeforeAParticleChoosesItsForm(String both, String one) {
		assertThat(Particles.choose(both)).isEqualTo(one);
	}
}
