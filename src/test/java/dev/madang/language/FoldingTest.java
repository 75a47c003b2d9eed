package dev.madang.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldingTest {

	@Test
	void lettersOfOneSoundAreOne() {
		assertThat(Folding.folded("ＭÁdang Ｑ１ é İ")).startsWith("madang q1 e ");
	}

	@Test
	void theLengthStaysForEveryCharacterOfTheBasicPlane() {
		var all = new StringBuilder();
		for (int c = 1; c < 0xFFFF; c++) {
			all.append((char) c);
		}
		assertThat(Folding.folded(all.toString())).hasSize(all.length());
	}

	@Test
	void whatIsFoldedIsNotFoldedFurther() {
		for (int c = 1; c < 0xFFFF; c++) {
			var once = Folding.folded(Folding.composed(String.valueOf((char) c)));
			assertThat(Folding.folded(once)).as("%04x", c).isEqualTo(once);
		}
	}

	@Test
	void decomposedHangulIsComposed() {
		assertThat(Folding.composed("\u110B\u1167\u11BC\u1112\u116A")).isEqualTo("영화");
	}

	@Test
	void halfCharactersDoNotBreakIt() {
		assertThat(Folding.folded(Folding.composed("a\ud83d"))).hasSize(2);
	}
}
