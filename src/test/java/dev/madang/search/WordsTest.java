package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** By which words a text is found, and what is shown of it. */
@MadangTest
class WordsTest {

	@Autowired
	Community community;

	private Searching searching;

	private Community.Person author;

	private String category;

	@BeforeEach
	void aBoard() {
		searching = new Searching(community);
		author = community.aMember();
		category = community.aCategory();
	}

	private long aPost(String title, String body) {
		return community.aPost(author, Map.of("category", category, "title", title, "body", body)).id();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			영화           | 이영화를보고 울었다
			배우           | 배우들의 연기가 좋았어요
			재미           | 정말 재밌게 봤습니다
			재미           | 너무 재미있어요
			재밌다         | 재미있는 책
			재미있는       | 재밌었다
			좋았어요       | 참 좋은 이야기
			무섭다         | 무서워서 혼났네
			무서운         | 하나도 안 무섭다
			슬픈           | 슬퍼서 울었다
			아름다운       | 아름답고 고요한
			지루했다       | 지루하지 않은
			웃겼다         | 웃긴 장면
			남자의         | 그 남자가 왔다
			비급여         | 비급여로 나온다
			한효주         | 한효주가 나와요
			엔딩크레딧     | 엔딩 크레딧까지 보세요
			엔딩 크레딧    | 엔딩크레딧이 올라간다
			갓생           | 갓생을 살자
			ㅋㅋㅋ         | 웃기네 ㅋㅋㅋㅋㅋㅋ
			너무           | 너무너무 좋다
			정말           | 정말로 그렇다
			메세지         | 메시지가 분명하다
			메시지         | 메세지가 있는
			역활           | 역할에 충실한
			쵝오           | 최고의 작품
			굳             | 굿
			이쁘다         | 예쁜 화면
			스토리         | 스토리텔링
			imax           | IMAX로 보세요
			movies         | a good movie
			반전이         | 마지막 반전에 놀랐다
			꿈             | 꿈을 꾸었다
			슬픈           | 슬픔이 밀려온다
			환타지         | 판타지 소설
			감독님이       | 그 감독의 작품
			h2o            | 물은 H2O라고 쓴다
			""")
	void aTextIsFoundByItsWordsInAnyForm(String query, String text) {
		var id = aPost("글", text);
		assertThat(searching.posts(community.anybody(), query, category)).as(query + " in " + text).containsExactly(id);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			급여   | 비급하여 쓴 글
			배우   | 수영을 배웠다
			영화   | 영 화가 난다 하지 않았다
			슬픈   | 기쁜 이야기
			h2o    | h 한 글자
			""")
	void andByNoOther(String query, String text) {
		aPost("글", text);
		assertThat(searching.posts(community.anybody(), query, category)).as(query + " in " + text).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			엄마의    | 엄마가 웃었다
			세계의    | 온 세계가 놀랐다
			아이의    | 아이들이 온다
			주인공의  | 주인공은 살아남는다
			영화관의  | 영화관에서 보았다
			이유로    | 그 이유를 모르겠다
			모두가    | 모두를 위하여
			찾기가    | 길을 찾았다
			한국만의  | 한국을 떠났다
			졸렸다    | 졸려서 나왔다
			묘한데    | 묘하게 끌린다
			느껴졌을  | 느껴지는 무게
			""")
	void aWordWithAnyParticleOrEndingFindsWhatTheBareWordFinds(String query, String text) {
		var id = aPost("글", text);
		assertThat(searching.posts(community.anybody(), query, category)).as(query + " in " + text).containsExactly(id);
	}

	@Test
	void whereALinkLeadsIsNotSearched() {
		var word = Searching.aWord();
		var other = Searching.aWord();
		var id = aPost("글", "![" + other + "](/media/" + word + "/feed.jpg) [사이트](https://example.org/" + word + ")");
		assertThat(searching.posts(community.anybody(), other, category)).containsExactly(id);
		assertThat(searching.posts(community.anybody(), word, category)).isEmpty();
	}

	@Test
	void highlightsPointAtTheWords() {
		aPost("엔딩 크레딧 이야기", "😀 **재미있는** 엔딩 크레딧, 그리고 " + "긴 글 ".repeat(60) + "끝");
		var item = searching.search(community.anybody(), "엔딩크레딧 재밌다", "&type=post&category=" + category)
				.at("/groups/0/items/0");
		var excerpt = item.at("/excerpt").asString();
		var spans = item.at("/highlights/excerpt");
		assertThat(excerpt.substring(spans.at("/0/start").asInt(), spans.at("/0/end").asInt())).startsWith("재미있");
		assertThat(excerpt.substring(spans.at("/1/start").asInt(), spans.at("/1/end").asInt())).isEqualTo("엔딩 크레딧");
		assertThat(excerpt).doesNotContain("*").hasSizeLessThan(200);
		var title = item.at("/highlights/title/0");
		assertThat(title.at("/start").asInt()).isZero();
		assertThat(title.at("/end").asInt()).isEqualTo("엔딩 크레딧".length());
	}

	@Test
	void anExcerptShowsTheWordHoweverFarDownItIs() {
		var word = Searching.aWord();
		aPost("글", "앞에 오는 말 ".repeat(200) + word + " 뒤에 오는 말".repeat(50));
		var item = searching.search(community.anybody(), word, "&type=post&category=" + category).at("/groups/0/items/0");
		var span = item.at("/highlights/excerpt/0");
		assertThat(item.at("/excerpt").asString().substring(span.at("/start").asInt(), span.at("/end").asInt()))
				.isEqualTo(word);
	}

	@Test
	void aTextWithTheWordInItsTitleIsFirst() {
		var word = Searching.aWord();
		var inTitle = aPost(word, "다른 말");
		aPost("다른 말", word);
		assertThat(searching.posts(community.anybody(), word, category).getFirst()).isEqualTo(inTitle);
	}

	@Test
	void whereNothingHasAllWordsSomeAreEnoughAndItSaysSo() {
		var word = Searching.aWord();
		var id = aPost("글", word);
		var answer = searching.search(community.anybody(), word + " " + Searching.aWord(),
				"&type=post&category=" + category);
		assertThat(answer.at("/relaxed").asBoolean()).isTrue();
		assertThat(answer.at("/groups/0/items/0/id").asLong()).isEqualTo(id);
	}

	@Test
	void aWrongLetterIsCorrectedAndWhatWasMeantIsFound() {
		var id = aPost("글", "청동거울박물관에 다녀왔다");
		aPost("글", "청동거울박물관");
		var answer = searching.search(community.anybody(), "청동거울박뮬관", "&type=post&category=" + category);
		assertThat(answer.at("/correction").asString()).isEqualTo("청동거울박물관");
		assertThat(answer.at("/relaxed").asBoolean()).isTrue();
		assertThat(answer.at("/groups/0/items").toString()).contains("\"id\":" + id);
		searching.settle();
		assertThat(community.anybody().get("/search/suggest?q=" + Searching.encoded("청동거울박뮬관")).text("/correction"))
				.isEqualTo("청동거울박물관");
	}

	@ParameterizedTest
	@CsvSource({ "귀뚜라미합창회의,귀뚜라미합장회의", "귀뚜라미합창회의,귀뚜라밄합창회의", "귀뚜라미합창회의,귀뚜라미합챙회의", "귀뚜라미합창회의,귀뚤라미합창회의",
			"귀뚜라미합창회의,귀뚜라미합창회으", "귀뚜라미합창회의,귀뚜라미합찬궿의" })
	void whateverLetterIsWrong(String word, String typo) {
		aPost("글", word);
		var corrected = searching.search(community.anybody(), typo, "&type=post").at("/correction").asString();
		assertThat(corrected).isEqualTo(typo.endsWith("궿의") ? "" : word);
	}

	@Test
	void suggestionsComeByPrefixByJamoAndByInitials() {
		var word = Searching.aWord();
		for (int i = 0; i < 2; i++) {
			community.aPost(author, Map.of("category", category, "title", "글", "body", word + ", 또 보자", "tags",
					List.of("청소비법", "표" + word)));
		}
		assertThat(searching.suggested(community.anybody(), word)).contains(word);
		assertThat(searching.suggested(community.anybody(), "표" + word.substring(0, word.length() - 1)))
				.contains("표" + word);
		assertThat(searching.suggested(community.anybody(), "청솝")).contains("청소비법");
		assertThat(searching.suggested(community.anybody(), "청소ㅂ")).contains("청소비법");
		assertThat(searching.suggested(community.anybody(), "ㅊㅅㅂ")).contains("청소비법");
		assertThat(searching.suggested(community.anybody(), "ㅊㅅ")).contains("청소비법");
		author.client().patch("/users/me", Map.of("name", "이름"));
		assertThat(searching.suggested(community.anybody(), author.handle())).anyMatch(text -> text.contains(author.handle()));
	}

	@Test
	void completionHasAWordOnceWithoutItsParticles() {
		for (var body : List.of("쥬라기공원 쥬라기공원이", "쥬라기공원과 쥬라기공원은", "쥬라기공원을 쥬라기공원의 쥬라기공원", "쥬라기공원이 쥬라기공원과 쥬라기공원은 쥬라기공원을")) {
			aPost("글", body);
			aPost("글", body);
		}
		assertThat(searching.suggested(community.anybody(), "쥬라기공")).containsExactly("쥬라기공원");
	}

	@Test
	void suggestionsAreFewAndNamedOnce() {
		assertThat(searching.suggested(community.anybody(), "ㄱ")).hasSizeLessThanOrEqualTo(10).doesNotHaveDuplicates();
		assertThat(searching.suggested(community.anybody(), "")).isEmpty();
	}
}
