package dev.madang.member;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import org.jspecify.annotations.Nullable;

/** Passwords that are guessed first: the ones that many people use, rows of keys, repetitions, one's own name. */
final class CommonPasswords {

	/** As many as the list has entries, and a little more for a capital letter or a digit behind one of them. */
	private static final double TOO_FEW_GUESSES = 50_000;

	/** Longer ones are measured by their beginning: measuring takes time that grows with the square. */
	private static final int MEASURED = 64;

	/** What Koreans use, as written and as typed with an English keyboard. */
	private static final List<String> KOREAN = List.of("비밀번호", "안녕하세요", "사랑해", "사랑해요", "사랑합니다", "대한민국", "가나다라마바사", "가나다라",
			"아자차카타파하", "우리나라", "감사합니다", "행복하자", "행복하세요", "화이팅", "우리가족", "우리집", "엄마아빠", "하나둘셋넷", "일이삼사", "마당", "qlalfqjsgh",
			"dkssudgktpdy", "tkfkdgo", "tkfkdgody", "tkfkdgkqslek", "eogksalsrnr", "rkskekfk", "rkaktkgkqslek", "godqhrgkwk",
			"dnflrkwhr", "dnflwlq", "ghkdlxld", "djaakdkQk", "gksrnrdls", "vhfhfh", "tjdnf");

	private static final Zxcvbn MEASURE = measure();

	private CommonPasswords() {
	}

	private static Zxcvbn measure() {
		try {
			return new ZxcvbnBuilder().dictionary(StandardDictionaries.PASSWORDS_LOADER.load())
					.dictionary(new Dictionary("korean", KOREAN)).keyboard(StandardKeyboards.QWERTY_LOADER.load())
					.keyboard(StandardKeyboards.KEYPAD_LOADER.load()).build();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static boolean isCommon(String password, @Nullable String... own) {
		if (password.codePoints().distinct().count() <= 2) {
			return true;
		}
		var words = new ArrayList<String>();
		Arrays.stream(own).filter(Objects::nonNull).filter(word -> !word.isBlank())
				.flatMap(word -> Stream.concat(Stream.of(word), Arrays.stream(word.split("[@._ -]+"))))
				.filter(word -> word.length() > 2).forEach(words::add);
		return MEASURE.measure(password.substring(0, Math.min(password.length(), MEASURED)), words)
				.getGuesses() < TOO_FEW_GUESSES;
	}
}
