package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Nori's defaults get wrong, and must be right here. */
class KoreanTest {

	private final Korean korean = new Korean(List.of());

	private List<String> terms(String text) {
		return korean.morphemes(text).stream().map(Morpheme::term).toList();
	}

	@ParameterizedTest
	@CsvSource({ "남자의,남자", "여자의,여자", "인생의,인생" })
	void aLoneNounWithItsParticleIsTheNoun(String text, String noun) {
		assertThat(terms(text)).containsExactly(noun);
	}

	@ParameterizedTest
	@CsvSource({ "너무", "정말", "진짜", "매우", "역시", "그냥" })
	void adverbsStay(String adverb) {
		assertThat(terms(adverb + " 좋다")).contains(adverb);
	}

	@Test
	void aPrefixStays() {
		assertThat(terms("비급여")).isNotEqualTo(terms("급여")).contains("급여");
		assertThat(terms("비급여").getFirst()).isEqualTo("비");
	}

	@Test
	void laughterIsAWordWhateverItsLength() {
		assertThat(terms("ㅋㅋㅋ")).containsExactly("ㅋㅋ");
		assertThat(terms("웃기네ㅋㅋㅋㅋㅋㅋ")).contains("ㅋㅋ");
		assertThat(terms("슬퍼 ㅠㅠㅠ")).contains("ㅠㅠ");
	}

	@ParameterizedTest
	@CsvSource({ "갓생,갓생", "갓생을 산다,갓생", "노잼이다,노잼", "스포주의,스포", "가성비가 좋다,가성비" })
	void newWordsAreWhole(String text, String word) {
		assertThat(terms(text)).contains(word);
	}

	@ParameterizedTest
	@CsvSource({ "엔딩크레딧이,엔딩,크레딧", "쿠키영상까지,쿠키,영상", "인생영화,인생,영화" })
	void compoundsAreTheirParts(String text, String first, String second) {
		assertThat(terms(text)).contains(first, second);
	}

	@ParameterizedTest
	@CsvSource({ "재밌어요,재밌다", "재밌었다,재밌다", "슬펐던,슬프다", "아름다운,아름답다", "지루하다,지루", "울었다,울다", "무서워서,무섭다" })
	void inflectedWordsAreTheirStem(String form, String term) {
		assertThat(terms(form)).contains(term);
	}

	@Test
	void aDerivedPredicateKeepsItsNoun() {
		assertThat(terms("사랑스럽다")).contains("사랑", "사랑스럽다");
		assertThat(terms("지루하다")).doesNotContain("지루하다");
	}

	@Test
	void englishIsInLowerCase() {
		assertThat(terms("IMAX로 봤다")).contains("imax", "보다");
	}

	@Test
	void placesPointIntoTheText() {
		var text = "한효주의 엔딩크레딧, 정말 아름다웠어요 😀 IMAX";
		for (var morpheme : korean.morphemes(text)) {
			assertThat(morpheme.start()).isNotNegative().isLessThan(morpheme.end());
			assertThat(morpheme.end()).isLessThanOrEqualTo(text.length());
		}
		assertThat(korean.morphemes(text)).filteredOn(m -> m.term().equals("imax")).singleElement()
				.satisfies(m -> assertThat(text.substring(m.start(), m.end())).isEqualTo("IMAX"));
	}

	@ParameterizedTest
	@CsvSource({ "반전이,반전", "배우의,배우", "감동도,감동", "남자와,남자", "영화,영화", "엔딩크레딧,엔딩크레딧" })
	void aRunOfNounsThatEndsInAParticleIsOneNoun(String run, String noun) {
		assertThat(korean.withoutParticle(run)).isEqualTo(noun);
	}

	@Test
	void wordsThatSayNothingAreNoContent() {
		assertThat(korean.content("이것은 정말 좋은 영화 같은 것이 있다")).containsExactly("좋다", "영화");
	}

	@Test
	void aWordOfTheCommunityIsKnown() {
		assertThat(terms("뚝딱마루에서")).doesNotContain("뚝딱마루");
		var ours = new Korean(List.of(new CommunityWord("뚝딱마루", List.of(), List.of())));
		assertThat(ours.morphemes("뚝딱마루에서").getFirst().term()).isEqualTo("뚝딱마루");
	}

	@Test
	void nothingAndOddThingsAreRead() {
		for (var text : new String[]{ "", " ", "\ud83d", "ㅋ", "\u202Eאבג", "\u0000", "💩👍🏻", "ㅏㅏㅏ", "가".repeat(20_000),
				"a".repeat(20_000), "ㅋ".repeat(20_000), "1".repeat(20_000), "-".repeat(20_000) }) {
			assertThat(korean.morphemes(text)).isNotNull();
		}
	}

	@Test
	void manyThreadsReadAtOnce() throws Exception {
		var read = new ArrayList<Future<List<String>>>();
		try (var threads = Executors.newFixedThreadPool(16)) {
			for (int i = 0; i < 400; i++) {
				read.add(threads.submit(() -> terms("한효주의 연기가 정말 아름다웠다")));
			}
		}
		var distinct = new java.util.HashSet<List<String>>();
		for (var one : read) {
			distinct.add(one.get());
		}
		assertThat(distinct).isEqualTo(Set.copyOf(Collections.singletonList(terms("한효주의 연기가 정말 아름다웠다"))));
	}
}
