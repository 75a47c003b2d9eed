package dev.madang.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Where the server may send what people ask it to: over TLS to public addresses, unless the operator allows others. A name's
 * addresses are checked at the moment in which they are connected to, so no later answer of a name server counts.
 */
public final class PublicTargets implements DnsResolver {

	private final boolean allowPrivate;

	/** @param allowPrivate whether it may be this machine and private networks, and over plain {@code http} */
	public PublicTargets(boolean allowPrivate) {
		this.allowPrivate = allowPrivate;
	}

	/**
	 * What is wrong with a URL that somebody gives, as a violation's code.
	 *
	 * @param malformed the code for what is no such URL at all
	 */
	public Optional<String> violation(String url, String malformed) {
		try {
			var uri = new URI(url);
			var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
			if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null || uri.getPort() == 0
					|| uri.getPort() > 65_535 || !url.chars().allMatch(c -> c > 32 && c < 127)
					|| !scheme.equals("https") && !scheme.equals("http")) {
				return Optional.of(malformed);
			}
			if (scheme.equals("http") && !allowPrivate) {
				return Optional.of("https-only");
			}
			return isOwnName(uri.getHost()) ? Optional.of("private-address") : Optional.empty();
		}
		catch (URISyntaxException e) {
			return Optional.of(malformed);
		}
	}

	/** What can be told without asking a name server. */
	private boolean isOwnName(String host) {
		var name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
		if (allowPrivate) {
			return false;
		}
		try {
			return !PublicAddresses.contain(InetAddress.ofLiteral(name.replaceAll("[\\[\\]]", "")));
		}
		catch (IllegalArgumentException aName) {
			return name.equals("localhost") || name.endsWith(".localhost") || name.endsWith(".local")
					|| name.endsWith(".internal") || name.endsWith(".home.arpa");
		}
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		var addresses = Arrays.stream(InetAddress.getAllByName(host))
				.filter(address -> allowPrivate || PublicAddresses.contain(address)).toArray(InetAddress[]::new);
		if (addresses.length == 0) {
			throw new UnknownHostException(host + " has no public address");
		}
		return addresses;
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}
}
