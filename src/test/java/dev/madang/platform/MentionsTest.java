package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

	private static final Set<String> MEMBERS = Set.of("mina", "회원가나", "77년생", "177");

	private final Markdown markdown = new Markdown(new PictureUrl(""),
			handles -> handles.stream().filter(MEMBERS::contains).collect(Collectors.toSet()));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			@mina | mina
			(@mina), 그리고 **@MINA**님 | mina
			안녕 @회원가나 | 회원가나
			@회원가나님이 말했다 | 회원가나
			@77년생 | 77년생
			@77년생이에요 | 77년생
			@177님 | 177
			""")
	void aHandleIsNamedByItselfOrBeforeItsParticle(String text, String handle) {
		assertThat(markdown.mentions(text)).containsExactly(handle);
		assertThat(markdown.mentions(Normalizer.normalize(text, Normalizer.Form.NFD))).containsExactly(handle);
	}

	@ParameterizedTest
	@ValueSource(strings = { "@minax @nobody_at_all", "@177x" })
	void whoeverIsNoMemberIsNot(String text) {
		assertThat(markdown.mentions(text)).isEmpty();
	}

	@Test
	void codeLinksAndAddressesNameNobody() {
		assertThat(markdown.mentions("`@mina`\n\n```\n@mina\n```\n\n    @mina\n\n[@mina](https://example.org)"
				+ " https://example.org/@mina mail@mina.org <b title='@mina'>")).isEmpty();
	}

	@Test
	void atMostTwentyAreNamed() {
		assertThat(Mentions.words(IntStream.range(0, 50).mapToObj(i -> "@member" + i).toList()))
				.hasSize(20);
		assertThat(Mentions.words(List.of("@abc @abc", "@ABC"))).hasSize(1);
		assertThat(Mentions.words(List.of("@".repeat(100_000)))).isEmpty();
	}
}
