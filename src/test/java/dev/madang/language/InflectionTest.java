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
			되     | 됐다 돼서 됬다 됫네
			아름답 | 아름다우면서 아름다우니
			이쁘   | 이뻤다 이뻣다 이뻣는데 이뻐
			바쁘   | 바빠서 바빴다
			재밌   | 재밋네 재밋는데
			놀라   | 놀랍니다 놀랐다
			""")
	void leadsBackToTheStem(String stem, String forms) {
		for (var form : forms.split(" ")) {
			assertThat(Inflection.stems(form)).as(form).contains(stem);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			가   | 가리고 갈려서
			하   | 한가지가
			보   | 볼거리가 본성은 보인
			달   | 달라지는데 달려가는데
			쓰   | 싸서
			듣   | 들어가는데
			대   | 대단한데
			그렇 | 그럽니다
			사   | 사람에겐 사람
			참   | 참고로
			거   | 것만으로도
			""")
	void whatBeginsLikeAStemIsNoFormOfItWhereNoEndingFollows(String stem, String others) {
		for (var other : others.split(" ")) {
			assertThat(Inflection.stems(other)).as(other).doesNotContain(stem);
		}
	}

	@Test
	void knowsNothingOfWhatIsNoHangul() {
		assertThat(Inflection.stems("abc")).isEmpty();
	}
}
