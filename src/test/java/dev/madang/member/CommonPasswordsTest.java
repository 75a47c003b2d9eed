package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

	@ParameterizedTest
	@ValueSource(strings = { "password", "12345678", "qwerty123", "iloveyou", "11111111", "abcd1234", "Password1", "q1w2e3r4",
			"1q2w3e4r", "asdfghjkl", "letmein1", "football", "qlalfqjsgh", "tkfkdgo1", "비밀번호비밀번호", "사랑해사랑해사랑",
			"가가가가가가가가", "abababab", "passwordpasswordpasswordpasswordpasswordpasswordpasswordpasswordpassword" })
	void refusesWhatEverybodyTriesFirst(String password) {
		assertThat(CommonPasswords.isCommon(password)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "correct horse", "마당에서 책을 읽자", "battery staple", "xK7#pq2Lw9", "비 오는 날의 수채화",
			"courtyard-of-examples" })
	void takesASentence(String password) {
		assertThat(CommonPasswords.isCommon(password)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "kimminji", "KimMinji1", "minji@example.org" })
	void refusesOnesOwnName(String password) {
		assertThat(CommonPasswords.isCommon(password, "kimminji", "김민지", "minji@example.org")).isTrue();
	}
}
