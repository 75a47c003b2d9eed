package dev.madang.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses belong to somebody on the public internet: those that IANA's special-purpose registries (RFC 6890 and its
 * updates) do not set aside. Of IPv6 only 2000::/3 is given out, so all else is refused, with every form that wraps an
 * IPv4 address.
 */
final class PublicAddresses {

	private record Block(byte[] prefix, int bits) {

		static Block of(String text) {
			var parts = text.split("/");
			try {
				return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
			}
			catch (UnknownHostException e) {
				throw new IllegalArgumentException(text, e);
			}
		}

		boolean has(byte[] address) {
			if (address.length != prefix.length) {
				return false;
			}
			for (int bit = 0; bit < bits; bit++) {
				if (((address[bit / 8] ^ prefix[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
					return false;
				}
			}
			return true;
		}
	}

	/** 168.63.129.16 is a cloud's metadata server in the midst of public addresses. */
	private static final List<Block> SET_ASIDE = List
			.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
					"192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
					"198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
					"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
			.stream().map(Block::of).toList();

	private static final Block GIVEN_OUT = Block.of("2000::/3");

	private PublicAddresses() {
	}

	static boolean contain(InetAddress address) {
		var bytes = address.getAddress();
		return SET_ASIDE.stream().noneMatch(block -> block.has(bytes)) && (bytes.length == 4 || GIVEN_OUT.has(bytes));
	}
}
