package dev.madang.catalog;

/** International Standard Book Numbers of 13 digits, ISO 2108. */
final class Isbn {

	private Isbn() {
	}

	/** Whether it begins with 978 or 979 and its last digit is the check digit of the others. */
	static boolean isValid(String isbn) {
		if (!isbn.matches("97[89]\\d{10}")) {
			return false;
		}
		var sum = 0;
		for (int i = 0; i < 13; i++) {
			sum += (isbn.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
		}
		return sum % 10 == 0;
	}
}
