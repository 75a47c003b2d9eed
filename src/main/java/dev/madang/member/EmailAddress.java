package dev.madang.member;

import java.net.IDN;
import java.util.regex.Pattern;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Which email addresses are accepted: those that every mail server takes. Of what RFC 5322 allows besides (comments, quoted
 * local parts, IP addresses in brackets) no mailbox makes use, but much goes wrong by it; a local part beyond ASCII needs
 * servers that few run (RFC 6531), and no browser lets one through.
 */
final class EmailAddress {

	private static final int LONGEST = 254;

	private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

	private static final String REST_OF_LABEL = "([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

	private static final Pattern ACCEPTED = Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(\\." + ATOM + ")*@([A-Za-z0-9]"
			+ REST_OF_LABEL + "\\.)+[A-Za-z]" + REST_OF_LABEL);

	private EmailAddress() {
	}

	/**
	 * An address as it is stored and looked up: without spaces around it, the domain in ASCII (punycode). What is no address
	 * stays what it is.
	 */
	static String normalize(String written) {
		if (written.length() > 2 * LONGEST || written.chars().anyMatch(Character::isISOControl)) {
			return written;
		}
		var address = Texts.tidy(written);
		var domain = address.substring(address.lastIndexOf('@') + 1);
		if (domain.chars().allMatch(c -> c < 128)) {
			return address;
		}
		try {
			var ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
			// a character that only stands for others, such as a wide letter, is left for the check to refuse
			return IDN.toUnicode(ascii).equalsIgnoreCase(domain)
					? address.substring(0, address.length() - domain.length()) + ascii
					: address;
		}
		catch (IllegalArgumentException e) {
			return address;
		}
	}

	static void check(Checks checks, @Nullable String written) {
		var address = normalize(Texts.orEmpty(written));
		checks.that(address.length() <= LONGEST && ACCEPTED.matcher(address).matches(), "email", "bad-email");
	}
}
