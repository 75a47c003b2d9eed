package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Language;
import dev.madang.search.lucene.LuceneEngine;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** By which words a text is found: an index of that text alone is asked, so that nobody waits for the community's. */
@SecondMadangTest
class WordFormsTest {

	@Autowired
	Language language;

	@AutoClose
	private LuceneEngine engine;

	@BeforeEach
	void anIndex(@TempDir Path home) {
		engine = new LuceneEngine(home, language::korean, () -> Meaning.NONE);
		engine.open();
	}

	private boolean isFound(String query, String text) {
		try (var building = engine.build(Place.START, "f", Meaning.NONE)) {
			building.add(List.of(EngineContract.post(1, text)));
			building.finish();
		}
		var read = new QueryReader(new QueryWords(language, engine)).read(query);
		return engine
				.find(new Engine.Request(EngineContract.POST, read, EngineContract.ALL, Engine.Match.ALL, Engine.Sort.RELEVANCE,
						false, List.of(), 1))
				.total() == 1;
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
		assertThat(isFound(query, text)).isTrue();
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
		assertThat(isFound(query, text)).isFalse();
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
		assertThat(isFound(query, text)).isTrue();
	}
}
