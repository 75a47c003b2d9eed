package dev.madang.platform;

import java.util.regex.Pattern;

/**
 * What of a Markdown text its readers see, for those who read words without showing them: found by patterns in linear time
 * rather than by parsing, so that the longest text costs little. Lines stay lines.
 */
public final class VisibleText {

	/** Of a link or picture everything behind its words: {@code ](/media/12/feed.jpg "title")}. */
	private static final Pattern DESTINATION = Pattern
			.compile("\\]\\([ \\t]{0,9}+<?+[^\\s()<>]{0,2000}+(?:\\([^\\s()<>]{0,500}+\\)[^\\s()<>]{0,2000}+)?+>?+"
					+ "(?:\\s{1,9}+(?:\"[^\"\\n]{0,300}+\"|'[^'\\n]{0,300}+'))?+[ \\t]{0,9}+\\)");

	private static final Pattern REFERENCE = Pattern.compile("(?m)^ {0,3}\\[[^\\]\\n]{1,100}+\\]:[ \\t].*+$");

	private static final Pattern FENCE = Pattern.compile("(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\\1`*+~*+[ \\t]*+$|\\z)");

	private static final Pattern CODE = Pattern.compile("`[^`\\n]{1,500}+`");

	private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>\\n]{0,500}+>");

	private static final Pattern URL = Pattern.compile("(?:(?:https?|ftp)://|www\\.|mailto:)[^\\s<>]{1,2000}+");

	private VisibleText() {
	}

	/** Without the destinations of links and pictures: what may be searched for. */
	public static String of(String markdown) {
		return markdown.indexOf(']') < 0
				? markdown
				: REFERENCE.matcher(DESTINATION.matcher(markdown).replaceAll("]")).replaceAll("");
	}

	/** Without URLs, code and HTML as well: what may tell what a text is about. */
	public static String prose(String markdown) {
		var prose = markdown.indexOf('`') < 0 && markdown.indexOf('~') < 0
				? markdown
				: CODE.matcher(FENCE.matcher(markdown).replaceAll(" ")).replaceAll(" ");
		return URL.matcher(TAG.matcher(of(prose)).replaceAll(" ")).replaceAll(" ");
	}
}
