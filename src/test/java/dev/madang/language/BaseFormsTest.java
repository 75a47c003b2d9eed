package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a dictionary for a word with particles or endings. */
class BaseFormsTest {

	private final Korean korean = new Korean(List.of());

	private String base(String word) {
		return korean.base(word, any -> 0).text();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			엄마     | 엄마의 엄마가 엄마는 엄마를 엄마에게 엄마만의 엄마들의 엄마랑 엄마보다 엄마처럼 엄마였다 엄마입니다
			세계     | 세계의 세계가 세계로 세계에서는 세계만의 세계에 세계에도
			아이     | 아이의 아이가 아이들을 아이와 아이부터
			주인공   | 주인공의 주인공이 주인공은 주인공만의 주인공으로 주인공이다
			영화관   | 영화관의 영화관은 영화관에서 영화관까지
			배우     | 배우의 배우는 배우들이
			감동     | 감동의 감동이다 감동인데 감동하고
			마음     | 마음이 마음이를 마음은
			이유     | 이유로 이유만은 이유가
			모두     | 모두가 모두의
			여자     | 여자의 여자만의
			""")
	void aNounWithAnyParticleIsTheNoun(String noun, String forms) {
		assertThat(base(noun)).isEqualTo(noun);
		for (var form : forms.split(" ")) {
			assertThat(base(form)).as(form).isEqualTo(noun);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			재밌다   | 재밌어요 재밌었다 재밌는 재밌게 재밌었습니다 재밌네요
			슬프다   | 슬픈 슬퍼서 슬펐던 슬프지만
			아름답다 | 아름다운 아름다웠다 아름다워서 아름답고
			만들다   | 만드는 만들어 만든 만들었다 만듭니다
			모르다   | 몰라 몰랐다 모르는
			느껴지다 | 느껴졌을 느껴지는 느껴진
			졸리다   | 졸렸다 졸려서 졸린
			끄다     | 꺼 끄고 꺼서
			묘하다   | 묘한 묘했다 묘한데
			낫다     | 나았다 나아서
			어떻다   | 어때
			짜증나다 | 짜증났네요 짜증났다
			있다     | 있었다 있는 있어요
			모르다   | 모름 모르니
			나다     | 났음
			되다     | 됬다 됫네 됨
			""")
	void aPredicateWithAnyEndingIsItsDictionaryForm(String predicate, String forms) {
		assertThat(base(predicate)).isEqualTo(predicate);
		for (var form : forms.split(" ")) {
			assertThat(base(form)).as(form).isEqualTo(predicate);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "강의", "회의", "고양이", "경기도", "사람", "느낌", "슬픔", "바다", "나무", "사이", "정도", "서로", "a", "h2o",
			"ㅋㅋ", "갓생" })
	void aWordThatOnlyLooksLikeOneWithAParticleStays(String word) {
		assertThat(base(word)).isEqualTo(word);
	}

	@Test
	void whatNoDictionaryKnowsIsAWordWhereTheCommunityWritesItByItself() {
		var used = Map.of("년대", 40, "년대가", 5);
		assertThat(korean.base("년대가", word -> used.getOrDefault(word, 0)).text()).isEqualTo("년대");
		assertThat(base("년대가")).isEqualTo("년대가");
	}

	@Test
	void whatTheCommunityWritesWithParticlesIsANoun() {
		var used = Map.of("일반인", 9, "일반", 40, "일반인이", 3, "일반인의", 2, "명작", 30, "명작인", 4);
		assertThat(korean.base("일반인", word -> used.getOrDefault(word, 0)).text()).isEqualTo("일반인");
		assertThat(korean.base("명작인", word -> used.getOrDefault(word, 0)).text()).isEqualTo("명작");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			갈리는   | 갈리 | 갈리고 갈리지 갈리게 | 갈리를 갈리의 갈리에
			외치는   | 외치 | 외치고 외치지 외치던 | 외치를 외치의 외치에
			""")
	void ofANameAndAPredicateTheCommunityMeansTheOneThatItWrites(String word, String stem, String asPredicate, String asNoun) {
		assertThat(korean.base(word, written(asPredicate)).text()).isEqualTo(stem + "다");
		assertThat(korean.base(word, written(asNoun)).text()).isEqualTo(stem);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			망침     | 망치다   | 망치고 망치지 망치기
			화남     | 화나다   | 화나고 화나지 화나게 화나기
			끝나기   | 끝나다   | 끝나고 끝나지 끝나기
			남지     | 남다     | 남고 남지 남게 남던 남기
			바라다   | 바라다   | 바라고 바라지 바라게 바라던
			내면서   | 내다     | 내고 내지 내게
			못자다   | 못자다   | 못자고 못자지 못자게
			다시는   | 다시     | 달고 달지 달게 달던
			까지     | 까지     | 까고 까지 까게
			이게     | 이게     | 이고 이지 이게 이던
			내가     | 내       | 내고 내지 내게
			느낌     | 느낌     | 느낌을 느낌의 느낌에 느끼고 느끼지
			""")
	void aNounThatTheCommunityNeverWritesAsOneIsAForm(String word, String base, String used) {
		assertThat(korean.base(word, written(used)).text()).isEqualTo(base);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			저질 | 저질 | 저질 528 저질의 1 저게 112 저지 27 저기 266 저고 2
			그게 | 그게 | 그게 973 그지 97 그기 11
			신고 | 신고 | 신고 431 신지 35 신기 899 신고를 7
			참고로 | 참고 | 참고로 170 참고 683 참지 17 참게 3 참기 25
			또다른 | 또다른 | 또다른 397 또다르게 1
			모든게 | 모든게 | 모든게 508 모지 43 모던 54 모기 26 모고 6
			""")
	void aWordFarMoreFrequentThanTheOtherFormsOfAStemIsAnotherWord(String word, String base, String used) {
		assertThat(korean.base(word, counted(used)).text()).isEqualTo(base);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			잘 | 잘 | 잘 15019 자고 98 자지 28 자게 12 자기 1842
			넌 | 넌 | 넌 244
			덜 | 덜 | 덜 379
			우린 | 우린 | 우린 239
			""")
	void adverbsAndPronounsWithTheirParticlesStay(String word, String base, String used) {
		assertThat(korean.base(word, counted(used)).text()).isEqualTo(base);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			해보다 | 해보다 | 해보고 91 해보지 18 해보게 28 해를 30 해의 20
			맛보다 | 맛보다 | 맛보고 14 맛보게 10 맛보다 4
			혼자보다 | 혼자보다 | 혼자보다 2 혼자보고 3 혼자보지 2 혼자보게 2 혼자보기 24
			영화보다 | 영화 | 영화보다 900 영화보고 1500 영화보지 50 영화보게 60 영화보기 150
			""")
	void seeingIsNoParticleBehindAFormOrWhereOtherFormsAreWritten(String word, String base, String used) {
		assertThat(korean.base(word, counted(used)).text()).isEqualTo(base);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			한다 | 하다 | 한다 1911 한지 20 하고 2973
			본다 | 보다 | 본다 893 본는 1 보고 900
			안다 | 안다 | 안다 135 안는 9 안고 124 알고 1335
			""")
	void aStemThatIsNeverWrittenInThePresentIsThePresentOfAnother(String word, String base, String used) {
		assertThat(korean.base(word, counted(used)).text()).isEqualTo(base);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			간지 | 간지 | 간지 312 간지를 3 간지의 5 가고 299 가지 1668 가게 201 가기 57
			끝내는 | 끝내다 | 끝내 153 끝내고 18 끝내지 48 끝내게 20 끝내는 40
			그리는 | 그리다 | 그리 300 그리고 800 그리지 20 그리게 9 그리는 63
			이해안가네 | 이해안가다 | 이해안가고 12 이해안가지 2 이해안가게 3
			""")
	void usageDecidesBetweenANounAndAPredicateOfOneString(String word, String base, String used) {
		assertThat(korean.base(word, counted(used)).text()).isEqualTo(base);
	}

	@ParameterizedTest
	@CsvSource({ "여기선,여기", "기대보단,기대", "외엔,외", "사람에겐,사람", "해대고,해대다", "미소짓게,미소짓다" })
	void contractedParticlesAndAuxiliariesAreKnown(String word, String base) {
		assertThat(base(word)).isEqualTo(base);
	}

	@Test
	void whatASuffixMakesAPredicateIsOneMorphemeThatIsFoundByItsForms() {
		assertThat(korean.base("절제된", any -> 0).morphemes()).extracting(Morpheme::term).containsExactly("절제되다");
		assertThat(korean.beginnings("절제되다")).contains("절제되", "절제된");
		assertThat(korean.base("말하고자", any -> 0).morphemes()).extracting(Morpheme::term).containsExactly("말하다");
		assertThat(korean.beginnings("말하다")).contains("말하", "말한");
	}

	private static ToIntFunction<String> counted(String words) {
		var used = new HashMap<String, Integer>();
		var parts = words.split(" ");
		for (int i = 0; i < parts.length; i += 2) {
			used.put(parts[i], Integer.valueOf(parts[i + 1]));
		}
		return word -> used.getOrDefault(word, 0);
	}

	@Test
	void whatIsWrittenWithMostEndingsIsAStemThatNoDictionaryHas() {
		var used = written("쩔뚝맞고 쩔뚝맞지 쩔뚝맞게");
		assertThat(korean.base("쩔뚝맞네요", used).text()).isEqualTo("쩔뚝맞");
		assertThat(korean.base("쩔뚝맞다", used).text()).isEqualTo("쩔뚝맞");
		assertThat(korean.base("쩔뚝맞네요", written("쩔뚝맞고")).text()).isEqualTo("쩔뚝맞네요");
	}

	private static ToIntFunction<String> written(String words) {
		var used = Set.of(words.split(" "));
		return word -> used.contains(word) ? 20 : 0;
	}

	@Test
	void aDerivedPredicateAndItsFormsAreTheNounThatItIsMadeOf() {
		for (var form : List.of("대단하다", "대단한데", "대단했다", "답답한데", "간단함")) {
			assertThat(base(form)).as(form).isEqualTo(form.substring(0, 2));
		}
	}

	@Test
	void aWordOfTheCommunityIsKnownWithItsParticles() {
		var ours = new Korean(List.of(new CommunityWord("뚝딱마루", List.of(), List.of())));
		assertThat(ours.base("뚝딱마루의", any -> 0).text()).isEqualTo("뚝딱마루");
		assertThat(ours.base("뚝딱마루에서는", any -> 0).text()).isEqualTo("뚝딱마루");
	}

	@ParameterizedTest
	@CsvSource({ "imax로", "2015년의", "h2o의" })
	void foreignLettersBeforeAParticleStay(String word) {
		assertThat(base(word)).startsWith(word.substring(0, 3));
	}

	@Test
	@Timeout(20)
	void aLongWordCostsLittle() {
		var begun = System.nanoTime();
		for (var word : List.of("나".repeat(500), "다가".repeat(250), "하고싶".repeat(160), "안".repeat(15) + "고", "은".repeat(16),
				"가나다라마바사아자차카타파하".repeat(30))) {
			assertThat(korean.base(word, any -> 1).morphemes()).isNotNull();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
	}
}
