package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

	@Test
	void storesNoNulAndNoHalfCharacter() {
		assertThat(Texts.isStorable("마당 😀")).isTrue();
		assertThat(Texts.isStorable("a\0b")).isFalse();
		assertThat(Texts.isStorable("\ud83d")).isFalse();
		assertThat(Texts.isStorable("\ude00\ud83d")).isFalse();
		assertThat(Texts.isStorable("\ud83dx")).isFalse();
	}

	@Test
	void composesHangul() {
		assertThat(Texts.tidy(" \u1106\u1161\u1103\u1161\u11bc ")).isEqualTo("마당");
	}

	@Test
	void shortensWithoutCuttingACharacter() {
		assertThat(Texts.shorten("가나다라", 4)).isEqualTo("가나다라");
		assertThat(Texts.shorten("가나다라마", 4)).isEqualTo("가나다…");
		assertThat(Texts.shorten("가나😀라마", 4)).isEqualTo("가나…");
	}

	@Test
	void takesLikesOwnCharactersLiterally() {
		assertThat(Texts.escapeLike("100%_\\")).isEqualTo("100\\%\\_\\\\");
	}
}
