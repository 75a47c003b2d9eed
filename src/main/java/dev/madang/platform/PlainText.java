package dev.madang.platform;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What is left of a text without its marks: the words, with a space where a line or a block ends. */
final class PlainText extends AbstractVisitor {

	private final StringBuilder words = new StringBuilder();

	private PlainText() {
	}

	static String of(Node document) {
		var text = new PlainText();
		document.accept(text);
		return text.words.toString();
	}

	@Override
	public void visit(Text text) {
		words.append(text.getLiteral());
	}

	@Override
	public void visit(Code code) {
		words.append(code.getLiteral());
	}

	@Override
	public void visit(FencedCodeBlock block) {
		words.append(block.getLiteral());
	}

	@Override
	public void visit(IndentedCodeBlock block) {
		words.append(block.getLiteral());
	}

	@Override
	public void visit(SoftLineBreak end) {
		words.append(' ');
	}

	@Override
	public void visit(HardLineBreak end) {
		words.append(' ');
	}

	@Override
	protected void visitChildren(Node parent) {
		super.visitChildren(parent);
		if (parent instanceof Block || parent instanceof TableCell) {
			words.append(' ');
		}
	}
}
