package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class MentionsTest {

	@Autowired
	Community community;

	@Autowired
	Markdown markdown;

	private String aHangulHandle() {
		var handle = "회원" + Community.unique("").replaceAll("\\D", "") + "가나";
		community.anybody().post("/auth/signup", Map.of("handle", handle, "name", "이름", "email",
				Community.unique("a") + "@example.org", "password", Community.PASSWORD));
		return handle;
	}

	@Test
	void aHandleIsNamedByItself() {
		var handle = community.aMember().handle();
		assertThat(markdown.mentions("@" + handle)).containsExactly(handle);
		assertThat(markdown.mentions("(@" + handle + "), 그리고 **@" + handle.toUpperCase(java.util.Locale.ROOT) + "**님"))
				.containsExactly(handle);
		assertThat(markdown.mentions("@" + handle + "x @nobody_at_all")).isEmpty();
	}

	@Test
	void aHangulHandleIsFoundBeforeItsParticle() {
		var handle = aHangulHandle();
		assertThat(markdown.mentions("@" + handle + "님이 말했다")).containsExactly(handle);
		assertThat(markdown.mentions("안녕 @" + handle)).containsExactly(handle);
		assertThat(markdown.mentions(java.text.Normalizer.normalize("@" + handle + "은", java.text.Normalizer.Form.NFD)))
				.containsExactly(handle);
	}

	@Test
	void aHandleMayBeginWithDigits() {
		var digits = Community.unique("").replaceAll("\\D", "") + "77";
		var handle = digits + "년생";
		community.anybody().post("/auth/signup", Map.of("handle", handle, "name", "이름", "email",
				Community.unique("a") + "@example.org", "password", Community.PASSWORD));
		assertThat(markdown.mentions("@" + handle)).containsExactly(handle);
		assertThat(markdown.mentions("@" + handle + "이에요")).containsExactly(handle);
		community.anybody().post("/auth/signup", Map.of("handle", "1" + digits, "name", "이름", "email",
				Community.unique("a") + "@example.org", "password", Community.PASSWORD));
		assertThat(markdown.mentions("@1" + digits + "님")).containsExactly("1" + digits);
		assertThat(markdown.mentions("@1" + digits + "x")).isEmpty();
	}

	@Test
	void codeLinksAndAddressesNameNobody() {
		var handle = community.aMember().handle();
		assertThat(markdown.mentions("`@" + handle + "`\n\n```\n@" + handle + "\n```\n\n    @" + handle + "\n\n[@" + handle
				+ "](https://example.org) https://example.org/@" + handle + " mail@" + handle + ".org <b title='@" + handle
				+ "'>")).isEmpty();
	}

	@Test
	void atMostTwentyAreNamed() {
		assertThat(Mentions.words(IntStream.range(0, 50).mapToObj(i -> "@member" + i).toList()))
				.hasSize(20);
		assertThat(Mentions.words(List.of("@abc @abc", "@ABC"))).hasSize(1);
		assertThat(Mentions.words(List.of("@".repeat(100_000)))).isEmpty();
	}
}
