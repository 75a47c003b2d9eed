package dev.madang.platform;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;

/**
 * CommonMark with GFM's tables and strikethrough, to HTML that is safe to show: rendered first, sanitised after, so that
 * nothing a renderer or an author thinks of gets through. Pictures of other hosts become links: they would tell that host
 * who reads.
 */
@Component
public class Markdown {

	private static final List<Extension> EXTENSIONS = List.of(new GfmTables(), StrikethroughExtension.create(),
			AutolinkExtension.create());

	/** Deeper nesting than any reader follows; parsing beyond it would cost more than it is worth. */
	private static final int DEEPEST = 60;

	private final PolicyFactory safe;

	private final HtmlRenderer html;

	private final Handles handles;

	private static PolicyFactory safe(PictureUrl pictures) {
		return new HtmlPolicyBuilder()
				.allowElements((element, attributes) -> "h2", "h1")
				.allowElements("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "code",
						"em",
						"strong", "del", "table", "thead", "tbody", "tr", "th", "td", "a", "img")
				.allowAttributes("href").onElements("a").allowUrlProtocols("http", "https", "mailto")
				.allowAttributes("start").matching((element, attribute, value) -> value.matches("\\d{1,9}") ? value : null)
				.onElements("ol").allowAttributes("align").matching(false, "left", "center", "right").onElements("th", "td")
				.allowAttributes("src").matching((element, attribute, value) -> pictures.pathOf(value).isEmpty() ? null : value)
				.onElements("img").allowAttributes("alt").onElements("img").allowAttributes("loading").matching(false, "lazy")
				.onElements("img").requireRelsOnLinks("nofollow", "ugc", "noopener").toFactory();
	}

	private final Parser parser = Parser.builder().extensions(EXTENSIONS).includeSourceSpans(IncludeSourceSpans.NONE)
			.maxOpenBlockParsers(DEEPEST).maxInlineNesting(DEEPEST).build();

	private final Cache<String, String> rendered = Caffeine.newBuilder().maximumWeight(8 << 20)
			.weigher((String source, String result) -> 2 * (source.length() + result.length()))
			.expireAfterWrite(Duration.ofMinutes(30)).build();

	Markdown(PictureUrl pictures, Handles handles) {
		this.handles = handles;
		this.safe = safe(pictures);
		this.html = HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).softbreak("<br />\n")
				.nodeRendererFactory(context -> new PicturesAsLinks(context, pictures)).build();
	}

	/** HTML for a text, in which members who are named are links to their pages; what was rendered lately is remembered. */
	public String toHtml(String source) {
		var known = rendered.getIfPresent(source);
		if (known == null) {
			// not within the cache, whose locks must not wait for the database that knows who is named
			known = render(source);
			rendered.put(source, known);
		}
		return known;
	}

	private String render(String source) {
		var space = HangulEmphasis.spareSpace(source);
		var document = parse(source, space);
		if (source.indexOf('@') >= 0) {
			Mentions.in(document, handles).link();
		}
		var result = html.render(document);
		return safe.sanitize(space.isEmpty() ? result : result.replace(space, ""));
	}

	/** The beginning of a text without its marks, on one line. */
	public String excerpt(String source) {
		return Texts.shorten(words(Texts.shorten(source, 1000)), 200);
	}

	/** A text without its marks, on one line. */
	public String words(String source) {
		var space = HangulEmphasis.spareSpace(source);
		var plain = PlainText.of(parse(source, space));
		return (space.isEmpty() ? plain : plain.replace(space, "")).replaceAll("\\s+", " ").strip();
	}

	/** The handles of the members whom a text names with {@code @handle}, at most twenty: not in code, nor in links. */
	public Set<String> mentions(String source) {
		return source.indexOf('@') < 0
				? Set.of()
				: Mentions.in(parse(source, HangulEmphasis.spareSpace(source)), handles).handles();
	}

	private Node parse(String source, String space) {
		return parser.parse(HangulEmphasis.mark(source, space));
	}
}
