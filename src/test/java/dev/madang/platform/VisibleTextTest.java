package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			앞 ![노을 사진](/media/12ab/feed.jpg) 뒤           | 앞 ![노을 사진] 뒤
			[책방](https://example.org/books?q=1 "가게") 소식   | [책방] 소식
			[위키](https://ko.wikipedia.org/wiki/책_(문서))     | [위키]
			[a]: https://example.org/x.png                      | ''
			배열[0](아님 주소)                                  | 배열[0](아님 주소)
			그냥 글 https://example.org                         | 그냥 글 https://example.org
			""")
	void destinationsOfLinksAreNotSeen(String markdown, String seen) {
		assertThat(VisibleText.of(markdown)).isEqualTo(seen);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			책 https://example.org/media/feed.jpg 이야기    | 책 이야기
			책 <https://example.org/a> 이야기               | 책 이야기
			책 `var media = 1` 이야기                       | 책 이야기
			책 <img src="media/feed.jpg"> 이야기            | 책 이야기
			책 ![](/media/1/feed.jpg) 이야기                | 책 ![] 이야기
			""")
	void proseHasNeitherUrlsNorCode(String markdown, String prose) {
		assertThat(VisibleText.prose(markdown).replaceAll(" +", " ")).isEqualTo(prose);
	}

	@Test
	void fencedCodeIsNoProse() {
		assertThat(VisibleText.prose("앞\n```js\nlet media = 'feed';\n```\n뒤\n~~~\njpg\n")).contains("앞", "뒤")
				.doesNotContain("media", "feed", "jpg");
	}

	@Test
	void whateverIsLeftOpenCostsLittle() {
		var begun = System.nanoTime();
		for (var piece : List.of("](", "](a \"", "[a](<", "`", "```\n", "~~~", "<a ", "http://", "](a(b", "[", "[x]: ",
				"](a '")) {
			assertThat(VisibleText.prose(piece.repeat(100_000 / piece.length()))).isNotNull();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
	}
}
