package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InflectionTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			슬프   | 슬픈 슬플까 슬퍼 슬펐다 슬프지만 슬픕니다
			아름답 | 아름다운 아름다울 아름다워서 아름다웠던 아름답고
			지루하 | 지루한 지루했다 지루해요 지루합니다
			만들   | 만드는 만든 만들어 만듭니다 만들면
			모르   | 몰라 몰랐다 모른다
			낫     | 나은 나았다 나아서
			듣     | 들은 들었다 들어
			그렇   | 그런 그래 그랬다 그러면
			보     | 봤다 봐 본 볼
			느껴지 | 느껴졌을 느껴진
			되     | 됐다 돼서
			""")
	void leadsBackToTheStem(String stem, String forms) {
		for (var form : forms.split(" ")) {
			assertThat(Inflection.stems(form)).as(form).contains(stem);
		}
	}

	@Test
	void knowsNothingOfWhatIsNoHangul() {
		assertThat(Inflection.stems("abc")).isEmpty();
	}
}
