package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@SecondMadangTest
class OddQueriesTest {

	@Autowired
	Community community;

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\"끝나지 않는", "\"\"", "“열린", "*", "영*", "?화", "%", "_", "\\", "😀", "👍🏻👩‍👩‍👧", "ㅋ", "ㅏ",
			"ㄳ",
			"\u202Eאבגד", "مرحبا", "a", ".", "---", "-", "-영화", "- -", "tag:", "author:", "in:", "before:", ":", "::",
			"AND OR NOT", "(영화", "영화)", "title:영화", "[* TO *]", "영화~2", "영화^9", "\u0301", "\u200B", "\uFEFF", "가", "\t",
			"가-힣", "\u1100", "\u3131\u3163", "<script>alert(1)</script>", "' or 1=1 --", "{}", "tag:a tag:b tag:c" })
	void isAnsweredOrRefusedAndNeverBreaks(String query) {
		for (var path : new String[]{ "/search?q=", "/search?type=post&sort=latest&q=", "/search/suggest?q=" }) {
			var answer = community.anybody().get(path + Searching.encoded(query));
			assertThat(answer.status()).as(path + query + answer.body()).isIn(200, 400);
			assertThat(answer.body()).doesNotContain("Exception");
		}
		assertThat(community.anybody().header("Accept", "text/html").get("!/search?q=" + Searching.encoded(query)).status())
				.isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "q=,query-empty", "q=%20%20,query-empty", "q=...,query-empty", "q=before:yesterday,bad-date",
			"q=after:2020-13-01,bad-date",
			"q=a&type=nothing,bad-type", "q=a&sort=oldest,bad-search-sort", "q=a&from=x,bad-date", "q=a&to=2020-1-1,bad-date",
			"q=a&type=post&cursor=x,bad-cursor", "q=a&cursor=x,bad-cursor" })
	void isRefusedInWords(String parameters, String code) {
		var answer = community.anybody().get("/search?" + parameters);
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(answer.text("/detail")).isNotBlank();
	}

	@Test
	void fiveHundredCharactersAreReadAndOneMoreIsNot() {
		assertThat(community.anybody().get("/search?q=" + Searching.encoded("가".repeat(500))).status()).isEqualTo(200);
		assertThat(community.anybody().get("/search?q=" + Searching.encoded("😀".repeat(500))).status()).isEqualTo(200);
		for (var path : new String[]{ "/search", "/search/suggest" }) {
			var answer = community.anybody().get(path + "?q=" + Searching.encoded("가".repeat(501)));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("query-too-long");
		}
		var page = community.anybody().header("Accept", "text/html").get("!/search?q=" + "a".repeat(501));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%00b", "%00", "%ED%A0%80", "%ed%a0%bd%20x" })
	void whatIsNoTextIsRefused(String encoded) {
		for (var path : new String[]{ "/search?q=", "/search/suggest?q=", "/search?q=a&tag=", "/search?q=a&author=",
				"/search?q=a&category=" }) {
			assertThat(community.anybody().get(path + encoded).status()).as(path + encoded).isEqualTo(400);
		}
	}

	@Test
	void theWorstQueryTakesABoundedTime() {
		var searching = new Searching(community);
		searching.settle();
		for (var query : new String[]{ "가 ".repeat(250), "재밌다 ".repeat(100), "가나다라마바사아자차카타파하".repeat(35),
				"-a ".repeat(160), "\"".repeat(500), "\"a\"".repeat(160), "ㅋ".repeat(500), "a:".repeat(250),
				"세계대재해재개제".repeat(60) }) {
			var begun = System.nanoTime();
			assertThat(community.anybody().get("/search?q=" + Searching.encoded(query)).status()).as(query).isIn(200, 400);
			assertThat(community.anybody().get("/search/suggest?q=" + Searching.encoded(query)).status()).isIn(200, 400);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(query).isLessThan(Duration.ofSeconds(5));
		}
	}
}
