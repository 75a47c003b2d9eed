package dev.madang.platform;

import java.util.Map;
import java.util.Set;

import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Writes a picture as a link to it: loading it from its host would tell that host who reads the page. */
final class PicturesAsLinks implements NodeRenderer {

	private final HtmlNodeRendererContext context;

	PicturesAsLinks(HtmlNodeRendererContext context) {
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
		if (!insideLink) {
			writer.tag("a", Map.of("href", context.encodeUrl(image.getDestination())));
		}
		if (image.getFirstChild() == null) {
			writer.text(image.getDestination());
		}
		for (var child = image.getFirstChild(); child != null; child = child.getNext()) {
			context.render(child);
		}
		if (!insideLink) {
			writer.tag("/a");
		}
	}
}
