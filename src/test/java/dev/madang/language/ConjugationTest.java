package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConjugationTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			슬프   | 슬프 슬픈 슬플 슬픔 슬퍼 슬펐
			아름답 | 아름답 아름다운 아름다울 아름다움 아름다워 아름다웠
			지루하 | 지루하 지루한 지루할 지루함 지루했 지루해
			만들   | 만들 만드 만든 만듭
			흐르   | 흐르 흐른 흘러 흘렀
			보     | 보 본 볼 봄 봐 봤
			배우   | 배우 배운 배울 배워 배웠
			지키   | 지키 지킨 지켜 지켰
			안되   | 안되 안된 안돼 안됐
			재밌   | 재밌
			""")
	void knowsHowFormsBegin(String stem, String forms) {
		assertThat(Conjugation.beginnings(stem)).contains(forms.split(" "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			슬프다   | 슬픈 슬펐던 슬퍼서
			아름답다 | 아름다운 아름다웠다
			""")
	void everyFormBeginsWithOneOfThem(String predicate, String forms) {
		var beginnings = new Korean(List.of()).beginnings(predicate);
		Arrays.stream(forms.split(" "))
				.forEach(form -> assertThat(beginnings).as(form).anyMatch(form::startsWith));
	}

	@Test
	void aFormThatIsAnotherWordIsNoSureSign() {
		assertThat(new Korean(List.of()).beginnings("배우다")).doesNotContain("배우");
	}

	@Test
	void whatIsNoHangulHasNoForms() {
		assertThat(Conjugation.beginnings("abc")).containsExactly("abc");
	}
}
