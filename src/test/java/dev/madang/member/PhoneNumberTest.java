package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.platform.Checks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

	private static boolean isAccepted(@Nullable String phone) {
		var checks = new Checks();
		PhoneNumber.check(checks, phone);
		return checks.passed();
	}

	@ParameterizedTest
	@CsvSource({ "010-1234-5678,01012345678", "+82 10 1234 5678,+821012345678", "(02) 123-4567,021234567", "1234567,1234567",
			"(+82) 10-1234-5678,+821012345678", "' 010 1234 5678 ',01012345678", "123456789012345,123456789012345" })
	void keepsTheDigits(String written, String stored) {
		assertThat(isAccepted(written)).isTrue();
		assertThat(PhoneNumber.normalize(written)).isEqualTo(stored);
	}

	@ParameterizedTest
	@ValueSource(strings = { "123456", "1234567890123456", "call me", "010-1234-567x", "82+1012345678", "++821012345678",
			"٠١٠١٢٣٤٥٦٧٨", "０１０１２３４５６７８", "010\n12345678", "<script>", "010;12345678", "+", "----------" })
	void refusesWhatIsNone(String written) {
		assertThat(isAccepted(written)).isFalse();
	}

	@Test
	void nothingIsNoNumber() {
		assertThat(isAccepted(null)).isTrue();
		assertThat(isAccepted(" ")).isTrue();
		assertThat(PhoneNumber.normalize(" ")).isNull();
	}
}
