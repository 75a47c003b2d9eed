package dev.madang.platform;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What somebody says in their own words: neither code nor the words of a link, which stand for something else. */
final class Prose extends AbstractVisitor {

	private final StringBuilder words = new StringBuilder();

	private Prose() {
	}

	static String of(Node document) {
		var prose = new Prose();
		document.accept(prose);
		return prose.words.toString();
	}

	@Override
	public void visit(Text text) {
		words.append(text.getLiteral());
	}

	@Override
	public void visit(SoftLineBreak end) {
		words.append('\n');
	}

	@Override
	public void visit(Code code) {
		words.append(' ');
	}

	@Override
	public void visit(Link link) {
		words.append(' ');
	}

	@Override
	public void visit(Image image) {
		words.append(' ');
	}

	@Override
	public void visit(FencedCodeBlock block) {
		words.append('\n');
	}

	@Override
	public void visit(IndentedCodeBlock block) {
		words.append('\n');
	}

	@Override
	public void visit(HtmlBlock block) {
		words.append('\n');
	}

	@Override
	public void visit(HtmlInline tag) {
		words.append(' ');
	}

	@Override
	protected void visitChildren(Node parent) {
		super.visitChildren(parent);
		if (parent instanceof org.commonmark.node.Block) {
			words.append('\n');
		}
	}
}
