package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackTest {

	@Test
	void leadsBackWithinTheSite() {
		assertThat(Back.within("/p/12?cursor=a#c3")).isEqualTo("/p/12?cursor=a#c3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "",
			"/p\r\nSet-Cookie: a=b", "/p\\..\\evil" })
	void leadsNowhereElse(String path) {
		assertThat(Back.within(path)).isEqualTo("/");
	}
}
