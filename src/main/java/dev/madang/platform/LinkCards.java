package dev.madang.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A bare link on a line of its own is written as a card with its host and path. Nobody is asked what is there: that would tell the
 * host who reads, or let a writer have the server ask whatever they like.
 */
final class LinkCards implements NodeRenderer {

	private static final int LONGEST_PATH = 90;

	/** Cards of one text; a list of links is better read as one. */
	private static final int MOST = 30;

	private static final class Card extends CustomBlock {

		private final String address;

		private final String host;

		private final String path;

		Card(String address, URI uri) {
			this.address = address;
			this.host = uri.getHost().startsWith("www.") ? uri.getHost().substring(4) : uri.getHost();
			this.path = path(uri);
		}

		/** As people write it; where that hides what it is, as it stands in the link. */
		private static String path(URI uri) {
			var raw = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
			var readable = raw;
			try {
				readable = UriUtils.decode(raw, StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException notEncoded) {
				readable = raw;
			}
			var isPlain = readable.codePoints()
					.allMatch(c -> c != 0xFFFD && !Character.isISOControl(c) && !Character.isWhitespace(c)
							&& Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE);
			return Texts.shorten(isPlain ? readable : raw, LONGEST_PATH);
		}
	}

	private final HtmlNodeRendererContext context;

	LinkCards(HtmlNodeRendererContext context) {
		this.context = context;
	}

	/** Puts cards into a parsed text, for the paragraphs or the lines of them that are nothing but a link. */
	static void in(Node document) {
		var left = MOST;
		for (var child = document.getFirstChild(); child != null;) {
			var next = child.getNext();
			if (child instanceof Paragraph paragraph && mayHaveCard(paragraph)) {
				left -= split(paragraph, left);
			}
			child = next;
		}
	}

	private static boolean mayHaveCard(Node paragraph) {
		for (var child = paragraph.getFirstChild(); child != null; child = child.getNext()) {
			if (child instanceof Link) {
				return true;
			}
		}
		return false;
	}

	/** @return how many cards there were, of no more than so many */
	private static int split(Paragraph paragraph, int most) {
		var cards = 0;
		@Nullable
		Paragraph text = null;
		for (var line : lines(paragraph)) {
			var card = cards < most ? card(line) : null;
			if (card != null) {
				cards++;
				paragraph.insertBefore(card);
				text = null;
			}
			else if (text == null) {
				text = new Paragraph();
				paragraph.insertBefore(text);
				line.forEach(text::appendChild);
			}
			else {
				text.appendChild(new SoftLineBreak());
				line.forEach(text::appendChild);
			}
		}
		paragraph.unlink();
		return cards;
	}

	private static List<List<Node>> lines(Paragraph paragraph) {
		var lines = new ArrayList<List<Node>>();
		var line = new ArrayList<Node>();
		for (var child = paragraph.getFirstChild(); child != null; child = child.getNext()) {
			if (child instanceof SoftLineBreak || child instanceof HardLineBreak) {
				lines.add(line);
				line = new ArrayList<>();
			}
			else {
				line.add(child);
			}
		}
		lines.add(line);
		return lines;
	}

	private static @Nullable Block card(List<Node> line) {
		if (line.size() == 1 && line.getFirst() instanceof Link link && link.getFirstChild() instanceof Text text
				&& text.getNext() == null && text.getLiteral().equals(link.getDestination())) {
			try {
				var uri = new URI(link.getDestination());
				return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())
						? new Card(link.getDestination(), uri)
						: null;
			}
			catch (URISyntaxException notAnAddress) {
				return null;
			}
		}
		return null;
	}

	@Override
	public Set<Class<? extends Node>> getNodeTypes() {
		return Set.of(Card.class);
	}

	@Override
	public void render(Node node) {
		var card = (Card) node;
		var writer = context.getWriter();
		writer.line();
		writer.tag("p");
		writer.tag("a", Map.of("href", context.encodeUrl(card.address), "class", "card"));
		writer.tag("strong");
		writer.text(card.host);
		writer.tag("/strong");
		if (card.path.length() > 1) {
			writer.text(" ");
			writer.tag("span", Map.of("class", "path"));
			writer.text(card.path);
			writer.tag("/span");
		}
		writer.tag("/a");
		writer.tag("/p");
		writer.line();
	}
}
