package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

	private final Markdown markdown = new Markdown(new PictureUrl(""), Set::copyOf);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			**마당(Madang)**은 좋다 | <p><strong>마당(Madang)</strong>은 좋다</p>
			말했다.**안녕**이라고 | <p>말했다.<strong>안녕</strong>이라고</p>
			그는**“마당”**이라 했다 | <p>그는<strong>“마당”</strong>이라 했다</p>
			*책(冊)*을 읽다 | <p><em>책(冊)</em>을 읽다</p>
			***둘 다!***는 | <p><em><strong>둘 다!</strong></em>는</p>
			**하나**와 **둘(2)**와 **셋** | <p><strong>하나</strong>와 <strong>둘(2)</strong>와 <strong>셋</strong></p>
			2 * 3 * 4 | <p>2 * 3 * 4</p>
			`**코드(code)**는` 그대로 | <p><code>**코드(code)**는</code> 그대로</p>
			\\**별(star)**은 | <p>**별(star)**은</p>
			~~지움~~ | <p><del>지움</del></p>
			~~지움(x)~~은 | <p><del>지움(x)</del>은</p>
			**bold** text | <p><strong>bold</strong> text</p>
			""")
	void rendersEmphasisBesideHangul(String source, String html) {
		assertThat(markdown.toHtml(source).strip()).isEqualTo(html);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			@gana! | <p><a href="/@gana" rel="REL">@gana</a>!</p>
			@Gana님 @nobody | <p><a href="/@gana" rel="REL">@Gana</a>님 @nobody</p>
			**@gana**와 (@가나다가) | <p><strong><a href="/@gana" rel="REL">@gana</a></strong>와 (<a href="/@가나다" rel="REL">@가나다</a>가)</p>
			@2024년생이 @gana_ | <p><a href="/@2024년생" rel="REL">@2024년생</a>이 @gana_</p>
			`@gana` a@gana x/@gana @@gana | <p><code>@gana</code> a@gana x/@gana @@gana</p>
			[@gana](https://x.example) | <p><a href="https://x.example" rel="REL">@gana</a></p>
			""")
	void linksMembersWhoAreNamed(String source, String html) {
		var some = new Markdown(new PictureUrl(""), asked -> asked.stream()
				.filter(Set.of("gana", "가나다", "2024년생")::contains).collect(Collectors.toSet()));
		assertThat(some.toHtml(source).strip().replace("&#64;", "@").replace("noopener nofollow ugc", "REL")
				.replace("nofollow noopener ugc", "REL").replace("nofollow ugc noopener", "REL")).isEqualTo(html);
	}

	@Test
	void anExcerptIsMadeOnce() {
		assertThat(markdown.excerpt("**한 번**만 " + "가".repeat(1200))).isSameAs(markdown.excerpt("**한 번**만 " + "가".repeat(1200)))
				.startsWith("한 번만 가가").hasSize(200);
	}

	@Test
	void rendersTables() {
		assertThat(markdown.toHtml("| 가 | 나 |\n| --- | --: |\n| 1 | 2 |")).contains("<table>", "<th>가</th>",
				"<td align=\"right\">2</td>");
	}

	@Test
	void showsPicturesOfOtherHostsAsLinks() {
		assertThat(markdown.toHtml("![고양이](https://other.example/cat.png)")).doesNotContain("<img")
				.contains("<a href=\"https://other.example/cat.png\"", ">고양이</a>");
	}

	@Test
	void showsOurOwnPicturesAndThoseOfOurCdn() {
		var own = "/media/" + "k".repeat(22) + "/feed.jpg";
		assertThat(markdown.toHtml("![고양이](" + own + ")")).contains("<img", "src=\"" + own + "\"", "alt=\"고양이\"",
				"href=\"" + own.replace("feed", "full") + "\"");
		var cdn = new Markdown(new PictureUrl("https://cdn.example/x/"), Set::copyOf);
		assertThat(cdn.toHtml("![](" + own + ")")).contains("src=\"https://cdn.example/x" + own + "\"");
		assertThat(cdn.toHtml("![](https://cdn.example/x" + own + ")")).contains("src=\"https://cdn.example/x" + own + "\"");
		for (var other : new String[]{ "https://evil.example" + own, "/media/../" + own, own + "?x", "/pictures/x.jpg",
				"//evil.example" + own }) {
			assertThat(markdown.toHtml("![x](" + other + ")")).as(other).doesNotContain("<img");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>",
			"[x](data:text/html;base64,PHNjcmlwdD4=)", "<a href=\"javascript:alert(1)\">x</a>", "![x](javascript:alert(1))",
			"<iframe src=//evil.example></iframe>", "[x](\"onmouseover=alert(1))", "<svg onload=alert(1)>",
			"[x](vbscript:alert(1))", "<style>*{display:none}</style>" })
	void letsNothingThroughThatRuns(String source) {
		var html = markdown.toHtml(source);
		assertThat(html).doesNotContainIgnoringCase("<script").doesNotContainIgnoringCase("<img")
				.doesNotContainIgnoringCase("<iframe").doesNotContainIgnoringCase("<svg").doesNotContainIgnoringCase("<style")
				.doesNotContainPattern("(?i)href=\"?(javascript|data|vbscript)").doesNotContainPattern("<[^>]+ on\\w+=");
	}

	@Test
	void standsDeepNesting() {
		assertThat(markdown.toHtml("> ".repeat(5_000) + "끝")).contains("끝");
		assertThat(markdown.toHtml("*".repeat(20_000))).isNotEmpty();
		assertThat(markdown.toHtml("[".repeat(20_000))).isNotEmpty();
	}

	@Test
	void excerptsTheWordsWithoutTheirMarks() {
		assertThat(markdown.excerpt("# 제목\n\n**굵은(bold)**은 [링크](https://a.example)와 `코드`\n다음 줄"))
				.isEqualTo("제목 굵은(bold)은 링크와 코드 다음 줄");
		assertThat(markdown.excerpt("가".repeat(500))).hasSize(200).endsWith("…");
	}

	/** What cmark-gfm, GitHub's own, makes of each. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			|\\n-|                    ; false
			|\\n|-                    ; false
			a\\n-|                    ; false
			a\\n|-|-                  ; false
			|a\\n-|-                  ; false
			|a|b|\\n|-|               ; false
			|a|\\n|-|-|               ; false
			a|b\\n-|-|-               ; false
			|a\\|b|\\n|-|-|            ; false
			||\\n|-|-|                ; false
			|a|\\n|-|                 ; true
			|a\\n|-                   ; true
			a|\\n-|                   ; true
			a|b\\n-|-                 ; true
			| a | b |\\n|:--|--:|     ; true
			|a\\|b|\\n|-|              ; true
			|`a|b`|\\n|-|-|           ; true
			||\\n|-|                  ; true
			x\\n|a|b|\\n|-|-|         ; true
			""")
	void aTableHasAHeaderOfAsManyCellsAsDashes(String source, boolean isTable) {
		assertThat(markdown.toHtml(source.replace("\\n", "\n")).contains("<table>")).as(source).isEqualTo(isTable);
	}

	@Test
	void linksMayBeWrittenInAnyCase() {
		for (var link : List.of("[x](HTTPS://a.example/B)", "<HTTPS://a.example/B>", "HTTPS://a.example/B",
				"![x](HTTPS://a.example/B)")) {
			assertThat(markdown.toHtml(link)).as(link).containsIgnoringCase("<a href=\"https://a.example/B\"");
		}
		var cdn = new Markdown(new PictureUrl("HTTPS://CDN.example/x/"), Set::copyOf);
		var own = "/media/" + "k".repeat(22) + "/feed.jpg";
		assertThat(cdn.toHtml("![](Https://cdn.EXAMPLE/x" + own + ")")).contains("src=\"https://cdn.example/x" + own + "\"");
		assertThat(new SiteUrl("HTTPS://Madang.EXAMPLE/"))
				.matches(SiteUrl::isSecure).returns("https://madang.example/p/1", site -> site.of("/p/1"));
	}

	/** A mark behind a text makes it parsed, and leaves nothing in its words. */
	@ParameterizedTest
	@ValueSource(strings = { "재미있다", "Good film. 정말 (아주) 좋았다!  끝?", "첫 줄\n둘째 줄\n\n셋째  ", "끝에 빈 줄\n\n", "he said \"it's 1984\"…",
			"줄\n    들여쓴 줄", "줄\n\n    코드", "줄\n1. 하나", "줄\n1) 하나", "www.example.com 보라", "가 ＊나＊ 다", "a\u00a0b\u3000c", "줄\r\n줄",
			" 앞", "",
			"좋다~~~ 정말", "좋다~ 정말~", "좋다 ~정말~ 참", "줄~\n~줄", "a - b\n- c", "줄\n---", "줄\n===", "a:b http://a.example/b?c=d 보라",
			"줄\n> 줄",
			"5 > 3", "a > 3 ^^ ♥", "1+1=2 100%", "가 & 나 &amp; 다" })
	void wordsAreTheSameWhetherOrNotATextIsParsed(String source) {
		assertThat(markdown.words(source)).isEqualTo(markdown.words(source + "\n\n***"));
	}

	@Test
	void codeThatNamesItsLanguageIsColoured() {
		assertThat(markdown.toHtml("```java\nreturn \"<b>\"; // 끝\n```")).contains("<pre><code>",
				"<span class=\"k\">return </span>",
				"<span class=\"s\">&#34;&lt;b&gt;&#34;</span>", "<span class=\"c\">// 끝</span>");
		for (var language : List.of("java", "kotlin", "js", "ts", "python", "sql", "html", "css", "json", "yaml", "bash", "c",
				"c++",
				"go", "rust")) {
			assertThat(markdown.toHtml("```" + language + "\n/* \"가\" */ <a href=\"x\"> if 1 'a' # b\n```")).as(language)
					.contains("<span class=");
		}
		assertThat(markdown.toHtml("```\nvar a\n```\n\n```tongue\nvar a\n```")).doesNotContain("<span");
		assertThat(markdown.toHtml("```java\n" + "var a = 1;\n".repeat(2000) + "```").length()).isLessThan(250_000);
		assertThat(markdown.toHtml("```java\n" + "var a = 1;\n".repeat(5000) + "```")).as("a file").doesNotContain("<span");
		assertThat(markdown.toHtml("```ts\n" + "</".repeat(4_000) + "\nvar a = 1;\n```")).as("a line without end")
				.contains("&lt;/&lt;/", "<span");
	}

	@Test
	void whatIsColouredIsTheCodeItself() {
		var code = "/* 한\n둘 */ int a = 1;\n\n\tString b = \"x\n가 & <i>\";\n";
		assertThat(markdown.toHtml("```java\n" + code + "```").replaceAll("<[^>]*>", "").replace("&#34;", "\"")
				.replace("&#61;", "=")
				.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()).isEqualTo(code.strip());
	}

	@Test
	void aBareLinkOnItsOwnLineIsACard() {
		assertThat(markdown.toHtml("보세요\nhttps://www.example.org/a%20b?c=%EA%B0%80\n끝")).contains("<p>보세요</p>",
				"class=\"card\"", "<strong>example.org</strong> <span class=\"path\">", "<p>끝</p>");
		assertThat(markdown.toHtml("https://example.org/%EA%B0%80")).contains(">/가</span>");
		assertThat(markdown.toHtml("https://example.org/%E2%80%AEgpj")).as("no letters that turn others around")
				.contains("%E2%80%AE");
		assertThat(markdown.toHtml("보세요 https://example.org/a")).doesNotContain("card");
		assertThat(markdown.toHtml("[제목](https://example.org/a)")).doesNotContain("card");
		assertThat(markdown.toHtml("- https://example.org/a")).doesNotContain("card");
		assertThat(markdown.toHtml("https://example.org/a\n".repeat(100)).split("card", -1)).hasSize(31);
		assertThat(markdown.toHtml("<a class=\"card\" href=\"x\">a</a> <span class=\"k\">b</span>")).doesNotContain("<span",
				"<a ");
	}
}
