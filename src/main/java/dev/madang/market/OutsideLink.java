package dev.madang.market;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

import dev.madang.platform.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The address of a shop elsewhere: http or https, with a host, without a name and password in it. It is kept in ASCII (host
 * in punycode), so that it can be sent as a redirect and a look-alike of another host shows as what it is.
 */
final class OutsideLink {

	static final int LONGEST = 500;

	private OutsideLink() {
	}

	/** @return empty if it is no such address */
	static Optional<String> read(String written) {
		try {
			var parts = new URI(HttpUrl.normalize(written));
			var scheme = parts.getScheme();
			var authority = parts.getRawAuthority();
			if (scheme == null || !scheme.matches("https?") || authority == null) {
				return Optional.empty();
			}
			var host = authority.replaceFirst(":\\d{1,5}$", "");
			var ascii = new URI(scheme + "://" + IDN.toASCII(host) + authority.substring(host.length())
					+ rest(parts.getRawPath(), "") + rest(parts.getRawQuery(), "?") + rest(parts.getRawFragment(), "#"));
			var address = ascii.toASCIIString();
			return ascii.getHost() == null || ascii.getRawUserInfo() != null || ascii.getPort() > 65_535
					|| address.length() > LONGEST
							? Optional.empty()
							: Optional.of(address);
		}
		catch (URISyntaxException | IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	private static String rest(@Nullable String part, String mark) {
		return part == null ? "" : mark + part;
	}
}
