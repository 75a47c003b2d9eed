package dev.madang.platform;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs of the web as people write them. */
public final class HttpUrl {

	private static final Pattern BEGINNING = Pattern.compile("^(?i:https?)://[^/?#]*");

	private HttpUrl() {
	}

	/**
	 * The same URL without white space around it, its scheme and host in small letters: they are the same in any case (RFC 3986,
	 * 6.2.2.1). A text that begins with neither http:// nor https:// is only stripped.
	 */
	public static String normalize(String url) {
		return BEGINNING.matcher(url.strip())
				.replaceFirst(found -> Matcher.quoteReplacement(found.group().toLowerCase(Locale.ROOT)));
	}
}
