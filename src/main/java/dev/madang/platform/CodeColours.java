package dev.madang.platform;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.swing.text.Segment;

import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import org.fife.ui.rsyntaxtextarea.SyntaxConstants;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenMakerFactory;
import org.fife.ui.rsyntaxtextarea.TokenTypes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a block of code that names its language with a span around each word that has a colour, by the lexers of an editor, which
 * go through a line once. Of a text only so much is coloured; the rest of it is code as any other.
 */
final class CodeColours implements NodeRenderer {

	/** Characters of code that are coloured in one text: more is a file rather than something to read. */
	static final int MOST_CODE = 40_000;

	/** Characters of spans in one text; {@link MarkdownBounds} leaves room for them. */
	static final int MOST_SPANS = 96 << 10;

	private static final String END = "</span>";

	/** The classes of spans, one letter each: comment, keyword, string, number, type, name of something called or set. */
	static final Set<String> CLASSES = Set.of("c", "k", "s", "n", "t", "v");

	private static final Map<String, String> LANGUAGES = languages();

	private final HtmlNodeRendererContext context;

	private int code = MOST_CODE;

	private int spans = MOST_SPANS;

	CodeColours(HtmlNodeRendererContext context) {
		this.context = context;
	}

	private static Map<String, String> languages() {
		var names = new HashMap<String, String>();
		Map.ofEntries(Map.entry(SyntaxConstants.SYNTAX_STYLE_JAVA, "java"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_KOTLIN, "kotlin kt kts"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_JAVASCRIPT, "javascript js mjs jsx"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_TYPESCRIPT, "typescript ts tsx"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_PYTHON, "python py"), Map.entry(SyntaxConstants.SYNTAX_STYLE_SQL, "sql"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_HTML, "html"), Map.entry(SyntaxConstants.SYNTAX_STYLE_XML, "xml svg"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_CSS, "css"), Map.entry(SyntaxConstants.SYNTAX_STYLE_JSON, "json"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_YAML, "yaml yml"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_UNIX_SHELL, "bash sh shell zsh"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_C, "c h"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_CPLUSPLUS, "cpp c++ cc hpp"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_CSHARP, "csharp cs c#"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_GO, "go golang"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_RUST, "rust rs"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_RUBY, "ruby rb"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_PHP, "php"), Map.entry(SyntaxConstants.SYNTAX_STYLE_SCALA, "scala"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_DOCKERFILE, "dockerfile docker"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_PROPERTIES_FILE, "properties"),
				Map.entry(SyntaxConstants.SYNTAX_STYLE_INI, "ini toml"))
				.forEach((style, all) -> {
					for (var name : all.split(" ")) {
						names.put(name, style);
					}
				});
		return names;
	}

	@Override
	public Set<Class<? extends Node>> getNodeTypes() {
		return Set.of(FencedCodeBlock.class);
	}

	@Override
	public void render(Node node) {
		var block = (FencedCodeBlock) node;
		var text = block.getLiteral();
		var style = language(block.getInfo());
		var writer = context.getWriter();
		writer.line();
		writer.tag("pre");
		writer.tag("code");
		if (style == null || text.length() > code) {
			writer.text(text);
		}
		else {
			code -= text.length();
			colour(text, TokenMakerFactory.getDefaultInstance().getTokenMaker(style), writer);
		}
		writer.tag("/code");
		writer.tag("/pre");
		writer.line();
	}

	private static @Nullable String language(@Nullable String info) {
		return info == null ? null : LANGUAGES.get(info.strip().split("[\\s{,]", 2)[0].toLowerCase(Locale.ROOT));
	}

	/** Some lexers take a time that grows with the square of a line. */
	private static final int LONGEST_LINE = 1_000;

	/** A line at a time, as the lexers want it; what a line ends in, such as a comment, the next one begins with. */
	private void colour(String text, TokenMaker lexer, HtmlWriter writer) {
		var characters = text.toCharArray();
		var state = TokenTypes.NULL;
		for (int start = 0; start < characters.length;) {
			var end = text.indexOf('\n', start);
			end = end < 0 ? characters.length : end;
			if (end - start > LONGEST_LINE) {
				writer.text(text.substring(start, end));
			}
			else {
				state = line(lexer.getTokenList(new Segment(characters, start, end - start), state, start), writer);
			}
			if (end < characters.length) {
				writer.raw("\n");
			}
			start = end + 1;
		}
	}

	/** @return in which state the line ends */
	private int line(Token first, HtmlWriter writer) {
		var open = "";
		var last = first;
		for (var token = first; token != null; token = token.getNextToken()) {
			last = token;
			var lexeme = token.isPaintable() ? token.getLexeme() : "";
			var colour = lexeme.isBlank() ? open : colour(token.getType());
			if (!colour.equals(open)) {
				writer.raw(open.isEmpty() ? "" : END);
				open = begin(colour, writer);
			}
			writer.text(lexeme);
		}
		writer.raw(open.isEmpty() ? "" : END);
		return last.getType();
	}

	private String begin(String colour, HtmlWriter writer) {
		var tag = "<span class=\"" + colour + "\">";
		var length = tag.length() + END.length();
		if (colour.isEmpty() || length > spans) {
			return "";
		}
		spans -= length;
		writer.raw(tag);
		return colour;
	}

	private static String colour(int type) {
		return switch (type) {
			case TokenTypes.COMMENT_EOL, TokenTypes.COMMENT_MULTILINE, TokenTypes.COMMENT_DOCUMENTATION,
					TokenTypes.COMMENT_KEYWORD,
					TokenTypes.COMMENT_MARKUP, TokenTypes.MARKUP_COMMENT ->
				"c";
			case TokenTypes.RESERVED_WORD, TokenTypes.RESERVED_WORD_2, TokenTypes.PREPROCESSOR -> "k";
			case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE, TokenTypes.LITERAL_CHAR, TokenTypes.LITERAL_BACKQUOTE,
					TokenTypes.REGEX,
					TokenTypes.MARKUP_TAG_ATTRIBUTE_VALUE ->
				"s";
			case TokenTypes.LITERAL_BOOLEAN, TokenTypes.LITERAL_NUMBER_DECIMAL_INT, TokenTypes.LITERAL_NUMBER_FLOAT,
					TokenTypes.LITERAL_NUMBER_HEXADECIMAL, TokenTypes.MARKUP_ENTITY_REFERENCE ->
				"n";
			case TokenTypes.DATA_TYPE, TokenTypes.ANNOTATION, TokenTypes.MARKUP_TAG_NAME, TokenTypes.MARKUP_DTD -> "t";
			case TokenTypes.FUNCTION, TokenTypes.VARIABLE, TokenTypes.MARKUP_TAG_ATTRIBUTE -> "v";
			default -> "";
		};
	}
}
