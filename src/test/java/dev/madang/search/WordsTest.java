package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** By which words a text is found, and what is shown of it. */
@SecondMadangTest
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
		return community.aPost().by(author).in(category).titled(title).saying(body).id();
	}

	@Test
	void aTextIsFoundByItsWordsInAnyForm() {
		var id = aPost("글", "정말 재밌게 봤습니다");
		assertThat(searching.posts(community.anybody(), "재미", category)).containsExactly(id);
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
			community.aPost().by(author).in(category).titled("글").saying(word + ", 또 보자").tagged("청소비법", "표" + word).send();
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
	void completionHasNoInflectedFormOfAWordThatNobodyWritesByItself() {
		for (var body : List.of("쥬라기동산이 좋다", "쥬라기동산은 좋다", "쥬라기동산과 공원", "쥬라기동산에서 봤다")) {
			aPost("글", body);
			aPost("글", body);
		}
		assertThat(searching.suggested(community.anybody(), "쥬라기동")).containsExactly("쥬라기동산");
		assertThat(searching.suggested(community.anybody(), "쥬라기동산에")).containsExactly("쥬라기동산");
	}

	@Test
	void suggestionsAreFewAndNamedOnce() {
		assertThat(searching.suggested(community.anybody(), "ㄱ")).hasSizeLessThanOrEqualTo(10).doesNotHaveDuplicates();
		assertThat(searching.suggested(community.anybody(), "")).isEmpty();
	}
}
