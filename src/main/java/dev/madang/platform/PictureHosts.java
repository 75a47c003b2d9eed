package dev.madang.platform;

import java.net.URI;

/**
 * The hosts that pages ask for pictures though they do not name them, for a Content-Security-Policy: where pictures are kept on
 * another server.
 *
 * @param shown from where they come
 * @param sent to where they are sent
 */
public record PictureHosts(String shown, String sent) {

	/** Scheme, host and port. */
	public static String origin(URI url) {
		return url.getScheme() + "://" + url.getRawAuthority();
	}
}
