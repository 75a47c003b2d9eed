package dev.madang.syndication;

import java.io.StringWriter;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.madang.board.Post;
import dev.madang.media.Media;
import dev.madang.member.Author;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.SiteUrl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/** Writes an Atom feed (RFC 4287) of posts with their whole text; of a very long one, how it begins. */
@Component
class Atom {

	/** Of a longer text the feed has only the beginning: readers fetch it again and again. */
	private static final int WHOLE_TEXT = 50_000;

	/** An address of the community in what Markdown makes, which has quotes in attributes only. */
	private static final Pattern RELATIVE = Pattern.compile("((?:href|src)=\")/(?!/)");

	private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

	private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

	private final JdbcClient jdbc;

	private final Markdown markdown;

	private final Media media;

	private final SiteUrl site;

	Atom(JdbcClient jdbc, Markdown markdown, Media media, SiteUrl site) {
		this.media = media;
		this.jdbc = jdbc;
		this.markdown = markdown;
		this.site = site;
	}

	/** @param posts the newest first, as anybody may read them */
	String feed(Page page, String path, String title, List<Post> posts) {
		var texts = texts(posts);
		var out = new StringWriter();
		try {
			var xml = factory.createXMLStreamWriter(out);
			xml.writeStartDocument("UTF-8", "1.0");
			xml.writeStartElement("feed");
			xml.writeDefaultNamespace(NAMESPACE);
			xml.writeAttribute("xml:base", site.of("/"));
			element(xml, "id", site.of(path));
			element(xml, "title", title);
			link(xml, "alternate", "text/html", site.of(path));
			link(xml, "self", "application/atom+xml", site.of(path.equals("/") ? "/feed.atom" : path + "/feed.atom"));
			element(xml, "updated",
					posts.stream().map(Post::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH).toString());
			for (var post : posts) {
				entry(xml, page, post, texts.getOrDefault(post.id(), ""));
			}
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.close();
		}
		catch (XMLStreamException e) {
			throw new IllegalStateException("an Atom feed cannot be written to memory", e);
		}
		return out.toString();
	}

	private void entry(XMLStreamWriter xml, Page page, Post post, String text) throws XMLStreamException {
		xml.writeStartElement("entry");
		element(xml, "id", site.of("/p/" + post.id()));
		element(xml, "title", post.title());
		link(xml, "alternate", "text/html", site.of("/p/" + post.id()));
		element(xml, "published", post.createdAt().toString());
		element(xml, "updated", post.updatedAt().toString());
		xml.writeStartElement("author");
		if (Author.isWithdrawn(post.author().handle())) {
			element(xml, "name", page.t("member.withdrawn"));
		}
		else {
			element(xml, "name", post.author().name());
			element(xml, "uri", site.of("/@" + UriUtils.encodePathSegment(post.author().handle(), "UTF-8")));
		}
		xml.writeEndElement();
		for (var tag : post.tags()) {
			xml.writeEmptyElement("category");
			xml.writeAttribute("term", storable(tag));
		}
		xml.writeStartElement(text.length() > WHOLE_TEXT ? "summary" : "content");
		xml.writeAttribute("type", text.length() > WHOLE_TEXT ? "text" : "html");
		xml.writeCharacters(storable(text.length() > WHOLE_TEXT ? markdown.excerpt(text) : content(post, text)));
		xml.writeEndElement();
		xml.writeEndElement();
	}

	/** Its text, and the pictures that this does not show, with whole addresses: few readers heed {@code xml:base}. */
	private String content(Post post, String text) {
		var html = new StringBuilder(RELATIVE.matcher(markdown.toHtml(text)).replaceAll("$1" + site.of("/")));
		for (var picture : media.shown(post.pictures().stream().filter(each -> !text.contains(each.key())).toList())) {
			html.append("<p><img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\"></p>".formatted(
					site.absolute(picture.feed().url()), picture.feed().width(), picture.feed().height(),
					HtmlUtils.htmlEscape(picture.alt(), "UTF-8")));
		}
		return html.toString();
	}

	private Map<Long, String> texts(List<Post> posts) {
		var texts = new HashMap<Long, String>();
		jdbc.sql("""
				select v.post_id, left(v.body, :most) as body
				from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.id = any(:ids)
				""").param("ids", posts.stream().map(Post::id).toArray(Long[]::new)).param("most", WHOLE_TEXT + 1)
				.query((ResultSet row) -> {
					texts.put(row.getLong("post_id"), row.getString("body"));
				});
		return texts;
	}

	private static void link(XMLStreamWriter xml, String relation, String type, String address) throws XMLStreamException {
		xml.writeEmptyElement("link");
		xml.writeAttribute("rel", relation);
		xml.writeAttribute("type", type);
		xml.writeAttribute("href", address);
	}

	private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
		xml.writeStartElement(name);
		xml.writeCharacters(storable(text));
		xml.writeEndElement();
	}

	/** Without the control characters that XML 1.0 has no form for (its section 2.2), which a post may hold. */
	static String storable(String text) {
		return text.codePoints().filter(c -> c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c != 0xFFFE && c != 0xFFFF)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
	}
}
