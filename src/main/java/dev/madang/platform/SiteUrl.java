package dev.madang.platform;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the community is found: the only source of absolute links, never a request's Host.
 *
 * @param url the URL of the community: the only source of absolute links. With {@code https} its cookies are sent over TLS only, and
 * browsers use nothing else for a year (HSTS)
 */
@ConfigurationProperties("madang")
public record SiteUrl(String url) {

	public SiteUrl {
		url = HttpUrl.normalize(url);
		var uri = URI.create(url);
		if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
			throw new IllegalArgumentException("madang.url must be like https://madang.example, not " + url);
		}
		url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

	/** The absolute form of a path that begins with a slash. */
	public String of(String path) {
		return url + path;
	}

	/** The absolute form of an address: of a path here, or what is absolute already. */
	public String absolute(String address) {
		return address.startsWith("/") ? of(address) : address;
	}

	/** The name of the machine in it, without a port. */
	public String host() {
		return String.valueOf(URI.create(url).getHost());
	}

	/** Whether browsers reach it over TLS, so that cookies can be bound to it. */
	public boolean isSecure() {
		return url.startsWith("https:");
	}
}
