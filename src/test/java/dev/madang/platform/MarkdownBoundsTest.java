package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a short text may become, and that no text that is meant is refused. */
@Aside
class MarkdownBoundsTest {

	private final Markdown markdown = new Markdown(new PictureUrl(""), Set::copyOf);

	private static String table(int columns, int rows, String row) {
		return "|a".repeat(columns) + "|\n" + "|-".repeat(columns) + "|\n" + row.repeat(rows);
	}

	/** Each of at most as many characters as a comment has, but for the last ones. */
	static Stream<Map.Entry<String, String>> tooMuch() {
		return Map.ofEntries(Map.entry("cells that are filled up", table(1000, 990, "|b|\n")),
				Map.entry("a million cells", table(1000, 1100, "|b|\n")),
				Map.entry("a long reference, used often", "[a]: /" + "x".repeat(10_000) + "\n\n" + "[a] ".repeat(2000)),
				Map.entry("links", "[](b)".repeat(4000)), Map.entry("pictures", "![](b)".repeat(3333)),
				Map.entry("email addresses", "a@b.c ".repeat(3333)),
				Map.entry("a post of quotes", (">".repeat(59) + "\n\n").repeat(15_000)),
				Map.entry("a post of lists", ("- ".repeat(50) + "a\n").repeat(9_000)),
				Map.entry("a post of lines", "a\n".repeat(500_000)),
				Map.entry("a post of stars", "* ".repeat(500_000)),
				Map.entry("a post of emphasis", "*a* ".repeat(200_000)),
				Map.entry("a post of paragraphs", "a\n\n".repeat(300_000)),
				Map.entry("a post of quotation marks in code", "```\n" + "\"".repeat(1_000_000))).entrySet().stream();
	}

	@ParameterizedTest
	@MethodSource("tooMuch")
	void refusesWhatWouldBecomeTooMuch(Map.Entry<String, String> text) {
		assertThatExceptionOfType(Problem.class)
				.isThrownBy(() -> markdown.requireRenderable("body", text.getValue()))
				.satisfies(problem -> assertThat(problem.status()).isEqualTo(422))
				.satisfies(problem -> assertThat(problem.violations()).singleElement()
						.isEqualTo(new Problem.Violation("body", "too-complex", java.util.List.of())));
	}

	@Test
	void refusesItAlsoWhereItWasShownBefore() {
		var text = table(1000, 990, "|b|\n");
		markdown.toHtml(text);
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> markdown.requireRenderable("body", text));
	}

	@ParameterizedTest
	@MethodSource("tooMuch")
	void showsWhatWasStoredBeforeAsPlainText(Map.Entry<String, String> text) {
		assertThat(markdown.toHtml(text.getValue())).startsWith("<pre class=\"plain\">")
				.hasSizeLessThan(5 * text.getValue().length() + 100);
		assertThat(markdown.words(text.getValue())).hasSizeLessThan(text.getValue().length() + 1);
		assertThat(markdown.mentions(text.getValue())).isEmpty();
	}

	@Test
	void escapesPlainText() {
		var text = "<script>alert(1)</script> &amp;\n\n" + table(1000, 990, "|b|\n");
		assertThat(markdown.toHtml(text)).startsWith("<pre class=\"plain\">&lt;script>alert(1)&lt;/script> &amp;amp;\n\n|a")
				.endsWith("</pre>").doesNotContain("<script");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 100, 1000 })
	void becomesAtMostSoLong(int length) {
		for (var mark : new String[]{ "&", "\"", "<", "@", "http://a ", "- a\n", "> a\n\n", "|a|b|\n|-|-|\n", "![](a)",
				"# a\n", "*a*", "a  \n" }) {
			var text = mark.repeat(length);
			assertThat(markdown.toHtml(text).length()).as(mark)
					.isLessThanOrEqualTo(MarkdownBounds.LEAST_HTML + 3 * text.length());
		}
	}

	static Stream<Map.Entry<String, String>> meant() {
		return Map.ofEntries(
				Map.entry("a megabyte of prose", "마당은 사람들이 모이는 곳이다. **이야기**를 나누고, *책*을 읽는다.\n\n".repeat(10_000)),
				Map.entry("a megabyte of code",
						"```java\n" + "var text = map.get(\"key\") + list[3] * 2;\n".repeat(25_000) + "```"),
				Map.entry("a table of three columns and a thousand rows", table(3, 1000, "| 서울 | 12,345 | 3.2% |\n")),
				Map.entry("five hundred links", "- [제목](https://example.org/2026/11/a-page)\n".repeat(500)),
				Map.entry("a long list of names", "- 이름 하나, 둘\n".repeat(5_000)),
				Map.entry("a comment of short lines", "네\n".repeat(10_000)),
				Map.entry("a rule under each line", "한 줄\n\n---\n\n".repeat(1_000))).entrySet().stream();
	}

	@ParameterizedTest
	@MethodSource("meant")
	void rendersWhatIsMeant(Map.Entry<String, String> text) {
		markdown.requireRenderable("body", text.getValue());
		assertThat(markdown.toHtml(text.getValue())).doesNotContain("class=\"plain\"");
	}
}
