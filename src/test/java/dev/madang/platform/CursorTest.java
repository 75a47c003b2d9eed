package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

	@Test
	void keepsItsKeys() {
		assertThat(
				Objects.requireNonNull(Cursor.read(Cursor.of("posts-latest", 1, -5, Long.MAX_VALUE), "posts-latest", 3)).keys())
				.isEqualTo(List.of(1L, -5L, Long.MAX_VALUE));
	}

	@Test
	void isNoneOfAnotherList() {
		var cursor = Cursor.of("posts-popular", 1, 2, 3);
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cursor.read(cursor, "posts-latest", 3))
				.returns("bad-cursor", Problem::code);
	}

	@Test
	void noticesEveryChangedCharacter() {
		var cursor = Cursor.of("likes", 1234567, 89);
		for (int i = 0; i < cursor.length(); i++) {
			var changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
			assertThatExceptionOfType(Problem.class).as(changed).isThrownBy(() -> Cursor.read(changed, "likes", 2));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "%%%", "bGlrZXM6MQ", "AAAAAAAAAAAAAAAA" })
	void refusesWhatIsNone(String text) {
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cursor.read(text, "likes", 2)).returns(400, Problem::status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "+1,2", "٣,2", "01,2", "1,0x2", "-0,2" })
	void hasKeysInOneFormOnly(String keys) {
		var sum = new CRC32();
		sum.update(("likes:" + keys).getBytes(StandardCharsets.UTF_8));
		var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(
				("likes:" + keys + ":" + Long.toHexString(sum.getValue())).getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cursor.read(cursor, "likes", 2)).returns(400,
				Problem::status);
	}
}
