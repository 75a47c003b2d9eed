package dev.madang.platform;

import java.util.Map;
import java.util.Set;

import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/**
 * Writes our own pictures as pictures, which lead to their full size, and any other as a link to it: loading it from its host
 * would tell that host who reads the page.
 */
final class PicturesAsLinks implements NodeRenderer {

	private final HtmlNodeRendererContext context;

	private final PictureUrl pictures;

	PicturesAsLinks(HtmlNodeRendererContext context, PictureUrl pictures) {
		this.pictures = pictures;
		this.context = context;
	}

	@Override
	public Set<Class<? extends Node>> getNodeTypes() {
		return Set.of(Image.class);
	}

	@Override
	public void render(Node node) {
		var image = (Image) node;
		var writer = context.getWriter();
		var insideLink = node.getParent() instanceof org.commonmark.node.Link;
		var own = pictures.pathOf(image.getDestination());
		if (!insideLink) {
			writer.tag("a", Map.of("href", own.isEmpty()
					? context.encodeUrl(image.getDestination())
					: pictures.of(own.replaceFirst("/(thumb|feed)\\.", "/full."))));
		}
		if (!own.isEmpty()) {
			writer.tag("img", Map.of("src", pictures.of(own), "alt", PlainText.of(image), "loading", "lazy"), true);
		}
		else if (image.getFirstChild() == null) {
			writer.text(image.getDestination());
		}
		for (var child = own.isEmpty() ? image.getFirstChild() : null; child != null; child = child.getNext()) {
			context.render(child);
		}
		if (!insideLink) {
			writer.tag("/a");
		}
	}
}
