package dev.madang.platform;

import java.net.URI;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the community's own pictures are found: at the community itself, or at a CDN that fetches them from there.
 *
 * @param baseUrl the URL of a CDN that fetches pictures from the community, such as {@code https://cdn.example}; pages then ask it for
 * them. Empty where there is no CDN
 */
@ConfigurationProperties("madang.media")
public record PictureUrl(@DefaultValue("") String baseUrl) {

	private static final Pattern PATH = Pattern.compile("/media/[A-Za-z0-9_-]{22}/(thumb|feed|full)\\.(jpg|png)");

	public PictureUrl {
		baseUrl = HttpUrl.normalize(baseUrl);
		if (!baseUrl.isEmpty() && !baseUrl.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?")) {
			throw new IllegalArgumentException("madang.media.base-url must be like https://cdn.example, not " + baseUrl);
		}
		baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
	}

	/** The address of a picture's path. */
	public String of(String path) {
		return baseUrl + path;
	}

	/** The path of one of our own pictures that an address names, or nothing. */
	public String pathOf(String address) {
		var path = !baseUrl.isEmpty() && HttpUrl.normalize(address).startsWith(baseUrl + "/")
				? HttpUrl.normalize(address).substring(baseUrl.length())
				: address;
		return PATH.matcher(path).matches() ? path : "";
	}

	/** What a Content-Security-Policy has to allow besides the community itself; empty for nothing. */
	public String origin() {
		if (baseUrl.isEmpty()) {
			return "";
		}
		return PictureHosts.origin(URI.create(baseUrl));
	}
}
