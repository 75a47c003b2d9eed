package dev.madang.platform;

import java.util.List;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * Bounds what one text may become, because a short one can become a very long one: the rows of a table are filled up with
 * cells, and a reference may be used a thousand times. Nodes are counted before they are made, from the characters that
 * can begin one; characters of HTML as they are written.
 */
final class MarkdownBounds {

	/** Nodes of the parsed text, each some 100 bytes of memory; a megabyte of prose with emphasis has half as many. */
	static final int MOST_NODES = 200_000;

	/** Characters of HTML that any text may become, besides the colours of code. */
	static final int LEAST_HTML = 64 << 10;

	/** Characters of HTML for each character of the text, above that. */
	static final int HTML_PER_CHARACTER = 3;

	/** A list, its item and the paragraph in that. */
	private static final int NODES_PER_CONTAINER = 3;

	private static final String CONTAINER_MARKS = ">-+*.)";

	private static final String BEFORE_TEXT = " \t0123456789" + CONTAINER_MARKS;

	private static final String INLINE_MARKS = "*_~`[]!\\&<";

	/** What is within an address: a link, its text and the text that follows. */
	private static final String ADDRESS_MARKS = ":@";

	private static final int NODES_PER_ADDRESS = 3;

	/** The text would become too much. */
	static final class Exceeded extends RuntimeException {

		Exceeded(String what) {
			super(what, null, false, false);
		}
	}

	private MarkdownBounds() {
	}

	/** @throws Exceeded if a text may have more blocks than nodes are allowed */
	static void requireFewBlocks(String source) {
		var blocks = 0;
		var beforeText = true;
		for (int i = 0; i < source.length(); i++) {
			var c = source.charAt(i);
			if (c == '\n' || c == '\r') {
				beforeText = true;
				blocks++;
			}
			else if (beforeText) {
				blocks += CONTAINER_MARKS.indexOf(c) < 0 ? 0 : NODES_PER_CONTAINER;
				beforeText = BEFORE_TEXT.indexOf(c) >= 0;
			}
			if (blocks > MOST_NODES) {
				throw new Exceeded("blocks");
			}
		}
	}

	/** CommonMark's own parser of a document's paragraphs, headings and cells, for as many nodes as are allowed. */
	static InlineParser inlineParser(InlineParserContext context) {
		return new Counted(new InlineParserImpl(context));
	}

	private static final class Counted implements InlineParser {

		private final InlineParser parser;

		private int nodes;

		Counted(InlineParser parser) {
			this.parser = parser;
		}

		@Override
		public void parse(SourceLines lines, Node block) {
			nodes += 2 + count(lines.getLines());
			if (nodes > MOST_NODES) {
				throw new Exceeded("nodes");
			}
			parser.parse(lines, block);
		}

		private static int count(List<SourceLine> lines) {
			var count = 2 * lines.size();
			for (var line : lines) {
				var content = line.getContent();
				for (int i = 0; i < content.length(); i++) {
					count += nodes(content.charAt(i));
				}
			}
			return count;
		}

		private static int nodes(char c) {
			if (INLINE_MARKS.indexOf(c) >= 0) {
				return 1;
			}
			return ADDRESS_MARKS.indexOf(c) < 0 ? 0 : NODES_PER_ADDRESS;
		}
	}

	/** HTML as it is written, as long as its text may become. */
	static final class Html implements Appendable {

		private final StringBuilder text;

		private final int most;

		Html(String source) {
			var colours = source.contains("```") || source.contains("~~~") ? CodeColours.MOST_SPANS : 0;
			most = LEAST_HTML + colours + HTML_PER_CHARACTER * source.length();
			text = new StringBuilder(Math.min(most, source.length() + 64));
		}

		@Override
		public Html append(CharSequence more) {
			return append(more, 0, more.length());
		}

		@Override
		public Html append(CharSequence more, int start, int end) {
			if (text.length() + end - start > most) {
				throw new Exceeded("HTML");
			}
			text.append(more, start, end);
			return this;
		}

		@Override
		public Html append(char c) {
			if (text.length() >= most) {
				throw new Exceeded("HTML");
			}
			text.append(c);
			return this;
		}

		@Override
		public String toString() {
			return text.toString();
		}
	}
}
