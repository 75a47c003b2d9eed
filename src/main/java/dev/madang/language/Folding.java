package dev.madang.language;

import java.text.Normalizer;

/** Makes one of what people write in several ways. The length stays, so that places in the text stay. */
public final class Folding {

	private Folding() {
	}

	/** A text in composed form (NFC), without NUL and half characters; this is what places count in. */
	public static String composed(String text) {
		return Normalizer.isNormalized(text, Normalizer.Form.NFC) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	/** Lower case, half width, letters without accents: A, Ａ and Á are a. */
	public static String folded(String composed) {
		var folded = composed.toCharArray();
		for (int i = 0; i < folded.length; i++) {
			folded[i] = fold(folded[i]);
		}
		return new String(folded);
	}

	private static char fold(char c) {
		if (c < 0x80) {
			return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
		}
		if (Jamo.isSyllable(c)) {
			return c;
		}
		if (c >= 0xFF01 && c <= 0xFF5E) {
			return fold((char) (c - 0xFEE0));
		}
		if (c >= 0x1100 && c <= 0x1112) {
			return "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".charAt(c - 0x1100);
		}
		if (c >= 0x1161 && c <= 0x1175) {
			return (char) (0x314F + c - 0x1161);
		}
		if (c >= 0xC0 && c < 0x250) {
			return Character.toLowerCase(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0));
		}
		return Character.toLowerCase(c);
	}
}
