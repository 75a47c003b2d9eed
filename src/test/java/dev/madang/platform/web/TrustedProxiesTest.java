package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.ServletException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TrustedProxiesTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "203.0.113.9 | 198.51.100.1                    | 203.0.113.9",
			"10.1.2.3    |                                 | 10.1.2.3",
			"10.1.2.3    | 198.51.100.1                    | 198.51.100.1",
			"10.1.2.3    | 1.1.1.1, 198.51.100.1           | 198.51.100.1",
			"10.1.2.3    | 1.1.1.1, 198.51.100.1, 10.9.9.9 | 198.51.100.1",
			"10.1.2.3    | nonsense, 10.9.9.9              | 10.9.9.9",
			"10.1.2.3    | <script>                        | 10.1.2.3",
			"::1         | 2001:db8::7                     | 2001:db8::7" })
	void believesOnlyWhatATrustedProxySays(String peer, String forwarded, String expected)
			throws ServletException, IOException {
		var request = new MockHttpServletRequest();
		request.setRemoteAddr(peer);
		if (forwarded != null) {
			request.addHeader("X-Forwarded-For", forwarded);
		}
		var seen = new AtomicReference<String>();
		new TrustedProxies(new TrustedProxies.Properties(List.of("10.0.0.0/8", "::1"))).doFilter(request,
				new MockHttpServletResponse(), (passed, response) -> seen.set(passed.getRemoteAddr()));
		assertThat(seen.get()).isEqualTo(expected);
	}
}
