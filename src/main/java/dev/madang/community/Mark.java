package dev.madang.community;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The marks that Madang draws: strokes of 2.4 with round ends, in a square of 32. */
public enum Mark {

	COURTYARD("M3 14c6 0 9-2 13-6 4 4 7 6 13 6M7 18v8M25 18v8M3 26.8h26"),
	TREE("M16 28V14M16 21l-5-4M16 18l5-4M16 4c5 0 9 3.5 9 8.5 3 1.5 3 8.5-2.5 8.5h-13C4 21 4 14 7 12.5 7 7.5 11 4 16 4"),
	BOOK("M16 9c-3-2.5-7-3-12-3v19c5 0 9 .5 12 3 3-2.5 7-3 12-3V6c-5 0-9 .5-12 3v19"),
	MOON("M21 4a12.5 12.5 0 1 0 7 17A11 11 0 0 1 21 4z"),
	WAVE("M3 11c4.3-4 8.7-4 13 0s8.7 4 13 0M3 18c4.3-4 8.7-4 13 0s8.7 4 13 0M3 25c4.3-4 8.7-4 13 0s8.7 4 13 0"),
	MOUNTAIN("M3 26 12.5 8l6 11 3.5-5L29 26zM9.5 14l3 2.5 2.7-2.5"),
	LEAF("M6 26C4 13 12 5 27 5c1 15-7 22-17 20M6 28c2-7 6-11 12-14"),
	CUP("M5 11h18v8c0 5-3.5 8-9 8s-9-3-9-8zM23 13h2c5 0 5 8 0 8h-2.5M10 4v3M14 3v4M18 4v3"),
	SUN("M16 10a6 6 0 1 0 0 12 6 6 0 0 0 0-12M16 3v2.5M16 26.5V29M3 16h2.5M26.5 16H29M6.8 6.8l1.8 1.8M23.4 23.4l1.8 "
			+ "1.8M25.2 6.8l-1.8 1.8M8.6 23.4l-1.8 1.8"),
	PEOPLE("M11 5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M3 27v-2c0-9 16-9 16 0v2M21 6a4 4 0 0 1 0 8M23 18c4 1 6 3.5 6 7v2");

	private final String path;

	Mark(String path) {
		this.path = path;
	}

	/** The {@code d} of its one path. */
	public String path() {
		return path;
	}

	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<Mark> of(String word) {
		return Arrays.stream(values()).filter(mark -> mark.word().equals(word)).findFirst();
	}
}
