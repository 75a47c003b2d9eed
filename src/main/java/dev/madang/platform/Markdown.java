package dev.madang.platform;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;

/**
 * CommonMark with GFM's tables and strikethrough, to HTML that is safe to show: rendered first, sanitised after, so that
 * nothing a renderer or an author thinks of gets through. Pictures of other hosts become links: they would tell that host
 * who reads. A text that would become too much (see {@link MarkdownBounds}) is refused when it is written, and shown as
 * plain text where it was stored before. Code in a language that it names is coloured, a bare link on its own line is a card.
 */
@Component
public class Markdown {

	private static final List<Extension> EXTENSIONS = List.of(new GfmTables(), StrikethroughExtension.create(),
			AutolinkExtension.create());

	/** Deeper nesting than any reader follows; parsing beyond it would cost more than it is worth. */
	private static final int DEEPEST = 60;

	/** What is shown as plain text begins so, and nothing else, because no text has this class. */
	private static final String PLAIN = "<pre class=\"plain\">";

	/** Texts of which only the inline part is Markdown are kept apart so: no text begins with this character. */
	private static final char INLINE = 0;

	/** The classes that what is rendered has; a text has none of its own. */
	private static final Set<String> SPANS = Stream.concat(CodeColours.CLASSES.stream(), Stream.of("path"))
			.collect(Collectors.toUnmodifiableSet());

	/** What stands between letters and means nothing else there. */
	private static final String UNMARKED = " .,:;?!'\"()…^-+=/%>♥♡★☆";

	private final PolicyFactory safe;

	private final HtmlRenderer html;

	private final Handles handles;

	private static PolicyFactory safe(PictureUrl pictures) {
		return new HtmlPolicyBuilder()
				.allowElements((element, attributes) -> "h2", "h1")
				.allowElements("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "code",
						"em",
						"strong", "del", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "span")
				.allowAttributes("class").matching((element, attribute, value) -> SPANS.contains(value) ? value : null)
				.onElements("span").allowAttributes("class").matching(false, "card").onElements("a")
				.allowAttributes("href").onElements("a").allowUrlProtocols("http", "https", "mailto")
				.allowAttributes("start").matching((element, attribute, value) -> value.matches("\\d{1,9}") ? value : null)
				.onElements("ol").allowAttributes("align").matching(false, "left", "center", "right").onElements("th", "td")
				.allowAttributes("src").matching((element, attribute, value) -> pictures.pathOf(value).isEmpty() ? null : value)
				.onElements("img").allowAttributes("alt").onElements("img").allowAttributes("loading").matching(false, "lazy")
				.onElements("img").requireRelsOnLinks("nofollow", "ugc", "noopener").toFactory();
	}

	private final Parser parser = Parser.builder().extensions(EXTENSIONS).includeSourceSpans(IncludeSourceSpans.NONE)
			.maxOpenBlockParsers(DEEPEST).maxInlineNesting(DEEPEST).inlineParserFactory(MarkdownBounds::inlineParser).build();

	/** Knows no blocks but paragraphs. */
	private final Parser inline = Parser.builder()
			.extensions(List.of(StrikethroughExtension.create(), AutolinkExtension.create()))
			.includeSourceSpans(IncludeSourceSpans.NONE).enabledBlockTypes(Set.of()).maxInlineNesting(DEEPEST)
			.inlineParserFactory(MarkdownBounds::inlineParser).build();

	/** Has room for the longest text and the most that it may become: what is not kept would be rendered for each reader. */
	private final Cache<String, String> rendered = Caffeine.newBuilder().maximumWeight(10 << 20)
			.weigher((String source, String result) -> 2 * (source.length() + result.length()))
			.expireAfterWrite(Duration.ofMinutes(30)).build();

	/** Lists show the same excerpts again and again; of a text of some lines, making one costs ten times looking it up. */
	private final Cache<String, String> excerpts = Caffeine.newBuilder().maximumWeight(4 << 20)
			.weigher((String beginning, String excerpt) -> 100 + 2 * (beginning.length() + excerpt.length())).build();

	Markdown(PictureUrl pictures, Handles handles) {
		this.handles = handles;
		this.safe = safe(pictures);
		this.html = HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).softbreak("<br />\n")
				.nodeRendererFactory(context -> new PicturesAsLinks(context, pictures)).nodeRendererFactory(CodeColours::new)
				.nodeRendererFactory(LinkCards::new).build();
	}

	/** HTML for a text, in which members who are named are links to their pages; what was rendered lately is remembered. */
	public String toHtml(String source) {
		var known = rendered.getIfPresent(source);
		if (known == null) {
			RequestMemory.hold(RequestMemory.PER_CHARACTER * (long) source.length());
			// not within the cache, whose locks must not wait for the database that knows who is named
			known = renderOrPlain(source);
			rendered.put(source, known);
		}
		RequestMemory.hold(source.length() + known.length());
		return known;
	}

	/** HTML for a short text of which only the inline part is Markdown, as in a conversation; a picture becomes a link. */
	public String toInlineHtml(String source) {
		var key = INLINE + source;
		var known = rendered.getIfPresent(key);
		if (known == null) {
			known = source.isEmpty() ? "" : renderInline(source);
			rendered.put(key, known);
		}
		return known;
	}

	private String renderInline(String source) {
		try {
			var space = HangulEmphasis.spareSpace(source);
			return render(source, inline.parse(HangulEmphasis.mark(source, space)), space);
		}
		catch (MarkdownBounds.Exceeded exceeded) {
			return "<p>" + source.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
		}
	}

	/**
	 * Refuses a text that would become too much, such as a table of a thousand columns and rows.
	 *
	 * @param source a text that came with this request, and whose length is checked already
	 * @throws Problem 422 {@code too-complex} for the field
	 */
	public void requireRenderable(String field, String source) {
		var known = rendered.getIfPresent(source);
		try {
			if (known == null) {
				known = render(source);
				rendered.put(source, known);
			}
		}
		catch (MarkdownBounds.Exceeded exceeded) {
			known = PLAIN;
		}
		if (known.startsWith(PLAIN)) {
			throw Problem.invalid(field, "too-complex");
		}
	}

	private String renderOrPlain(String source) {
		try {
			return render(source);
		}
		catch (MarkdownBounds.Exceeded exceeded) {
			return PLAIN + source.replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
		}
	}

	/** @throws MarkdownBounds.Exceeded if the text would become too much */
	private String render(String source) {
		var space = HangulEmphasis.spareSpace(source);
		var document = parse(source, space);
		LinkCards.in(document);
		return render(source, document, space);
	}

	private String render(String source, Node document, String space) {
		if (source.indexOf('@') >= 0) {
			Mentions.in(document, handles).link();
		}
		var written = new MarkdownBounds.Html(source);
		html.render(document, written);
		var result = new MarkdownBounds.Html(source);
		HtmlSanitizer.sanitize(space.isEmpty() ? written.toString() : written.toString().replace(space, ""),
				safe.apply(HtmlStreamRenderer.create(result, Handler.PROPAGATE, Handler.DO_NOTHING)));
		return result.toString();
	}

	/** The beginning of a text without its marks, on one line. */
	public String excerpt(String source) {
		return excerpts.get(Texts.shorten(source, 1000), beginning -> Texts.shorten(words(beginning), 200));
	}

	/** A text without its marks, on one line. */
	public String words(String source) {
		if (isPlain(source)) {
			return onOneLine(source);
		}
		var space = HangulEmphasis.spareSpace(source);
		var plain = plain(source, space);
		return onOneLine(space.isEmpty() ? plain : plain.replace(space, ""));
	}

	private static String onOneLine(String text) {
		return (text.contains("  ") || text.chars().anyMatch(c -> c < ' ') ? text.replaceAll("\\s+", " ") : text).strip();
	}

	/**
	 * Whether each line begins with a letter and nothing in it could be a mark: so are most texts, and parsing costs far more. Tildes
	 * in one row have none to pair with.
	 */
	private static boolean isPlain(String source) {
		var begins = true;
		var tilde = source.indexOf('~');
		for (int i = 0; i < source.length(); i++) {
			var c = source.charAt(i);
			if (c != '\n' && (begins ? !Character.isLetter(c) : !Character.isLetterOrDigit(c) && UNMARKED.indexOf(c) < 0)) {
				if (begins || c != '~' || i != tilde) {
					return false;
				}
				tilde = i + 1;
			}
			begins = c == '\n';
		}
		return true;
	}

	private String plain(String source, String space) {
		try {
			return PlainText.of(parse(source, space));
		}
		catch (MarkdownBounds.Exceeded exceeded) {
			return source;
		}
	}

	/** The handles of the members whom a text names with {@code @handle}, at most twenty: not in code, nor in links. */
	public Set<String> mentions(String source) {
		try {
			return source.indexOf('@') < 0
					? Set.of()
					: Mentions.in(parse(source, HangulEmphasis.spareSpace(source)), handles).handles();
		}
		catch (MarkdownBounds.Exceeded exceeded) {
			return Set.of();
		}
	}

	private Node parse(String source, String space) {
		MarkdownBounds.requireFewBlocks(source);
		return parser.parse(HangulEmphasis.mark(source, space));
	}
}
