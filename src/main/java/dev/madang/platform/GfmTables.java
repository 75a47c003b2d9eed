package dev.madang.platform;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.gfm.tables.internal.TableBlockParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Tables where GFM has them: where the header has as many cells as the row of dashes below it
 * (https://github.github.com/gfm/#tables-extension-). The library also takes a header of fewer, or of none.
 */
final class GfmTables extends AbstractBlockParserFactory implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {

	private static final TablesExtension TABLES = (TablesExtension) TablesExtension.create();

	private final TableBlockParser.Factory tables = new TableBlockParser.Factory(TablesExtension.DEFAULT_MAX_CELLS);

	@Override
	public void extend(Parser.Builder parser) {
		parser.customBlockParserFactory(this);
	}

	@Override
	public void extend(HtmlRenderer.Builder html) {
		TABLES.extend(html);
	}

	@Override
	public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
		var line = state.getLine().getContent();
		var dashes = line.subSequence(state.getIndex(), line.length());
		if (!dashes.chars().allMatch(c -> c == '-' || c == '|' || c == ':' || Character.isWhitespace(c))) {
			return BlockStart.none();
		}
		var above = matched.getParagraphLines().getLines();
		return above.isEmpty() || cells(above.getLast().getContent()) != cells(dashes)
				? BlockStart.none()
				: tables.tryStart(state, matched);
	}

	/** A bar before the first cell and one after the last belong to no cell; one after a backslash is text. */
	private static int cells(CharSequence line) {
		var row = line.toString().strip();
		var begin = row.startsWith("|") ? 1 : 0;
		var cells = 0;
		var open = false;
		for (int i = begin; i < row.length(); i++) {
			var bar = row.charAt(i) == '|' && (i == begin || row.charAt(i - 1) != '\\');
			cells += bar ? 1 : 0;
			open = !bar;
		}
		return open ? cells + 1 : cells;
	}
}
