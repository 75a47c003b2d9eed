package dev.madang.catalog;

import java.util.Optional;

/** International Standard Book Numbers, ISO 2108. */
final class Isbn {

	private Isbn() {
	}

	/** The 13 digits of a number as people write it: with hyphens or spaces, and in its old form of ten. */
	static Optional<String> read(String written) {
		var digits = written.replaceAll("[\\s\\p{Pd}]", "");
		if (digits.matches("\\d{9}[\\dXx]")) {
			return isValidTen(digits) ? Optional.of(thirteen(digits)) : Optional.empty();
		}
		return Optional.of(digits).filter(Isbn::isValid);
	}

	/** Whether it begins with 978 or 979 and its last digit is the check digit of the others. */
	static boolean isValid(String isbn) {
		return isbn.matches("97[89][0-9]{10}") && isbn.charAt(12) - '0' == checkDigit(isbn);
	}

	private static boolean isValidTen(String isbn) {
		var sum = 0;
		for (int i = 0; i < 10; i++) {
			var c = isbn.charAt(i);
			sum += (c == 'X' || c == 'x' ? 10 : c - '0') * (10 - i);
		}
		return sum % 11 == 0;
	}

	private static String thirteen(String ten) {
		var body = "978" + ten.substring(0, 9);
		return body + checkDigit(body);
	}

	private static int checkDigit(String isbn) {
		var sum = 0;
		for (int i = 0; i < 12; i++) {
			sum += (isbn.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
		}
		return (10 - sum % 10) % 10;
	}
}
