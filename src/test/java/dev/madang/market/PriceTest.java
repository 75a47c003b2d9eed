package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;

import dev.madang.platform.Checks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {

	private static @Nullable Price price(String amount, String currency) {
		return new ProductForm.Asked(new BigDecimal(amount), currency).check(new Checks());
	}

	@ParameterizedTest
	@CsvSource({ "12000,KRW,12000", "12000.0,KRW,12000", "1.2e4,KRW,12000", "19.9,USD,1990", "0.01,USD,1", "0,KRW,0",
			"0.000,EUR,0", "1.234,KWD,1234", "999999999999999,KRW,999999999999999", "9999999999999.99,USD,999999999999999" })
	void isKeptInTheSmallestUnit(String amount, String currency, long minor) {
		var price = Objects.requireNonNull(price(amount, currency));
		assertThat(price.minor()).isEqualTo(minor);
		assertThat(Price.ofMinor(minor, currency)).isEqualTo(price);
	}

	@ParameterizedTest
	@CsvSource({ "-1,KRW", "-0.01,USD", "0.5,KRW", "19.999,USD", "1000000000000000,KRW", "10000000000000.00,USD",
			"123456789012345678901234567890,KRW", "1e999,KRW", "1e999999999,KRW", "1e-999999999,USD", "0e999999999,KRW",
			"0.0000000000000000000000000001,USD", "1,krw", "1,XXX", "1,XAU", "1,ABC", "1,''", "1,KRWW" })
	void refusesWhatIsNoPriceOfItsCurrency(String amount, String currency) {
		assertThat(price(amount, currency)).isNull();
		assertThat(failed(amount, currency)).isTrue();
	}

	private static boolean failed(String amount, String currency) {
		var checks = new Checks();
		new ProductForm.Asked(new BigDecimal(amount), currency).check(checks);
		return !checks.passed();
	}

	@Test
	void isWrittenAsPeopleWriteIt() {
		assertThat(Price.ofMinor(12000, "KRW").text("ko")).isEqualTo("12,000원");
		assertThat(Price.ofMinor(12000, "KRW").text("en")).isEqualTo("₩12,000");
		assertThat(Price.ofMinor(1990, "USD").text("en")).endsWith("19.90");
		assertThat(Price.ofMinor(1990, "USD").text("ko")).endsWith("19.90");
		assertThat(Price.ofMinor(500, "JPY").text("en")).endsWith("500").doesNotContain(".");
	}

	@ParameterizedTest
	@CsvSource({ "https://shop.example/a?b=c#d,https://shop.example/a?b=c#d",
			"HTTP://Shop.Example:8080/A,http://shop.example:8080/A",
			"https://책방.kr/책,https://xn--vh3bp80a.kr/%EC%B1%85", "' https://shop.example/ ',https://shop.example/" })
	void readsTheAddressOfAShop(String written, String kept) {
		assertThat(OutsideLink.read(written)).contains(kept);
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
			"ftp://shop.example/",
			"//shop.example/", "/products", "shop.example", "https:", "https://", "https:///x", "https:shop.example",
			"https://name@shop.example/", "https://name:word@shop.example/", "https://shop.example@evil.example/",
			"https://shop.example\\@evil.example/", "https://shop.example/\r\nSet-Cookie: x=y", "https://shop.example/a b",
			"https://shop.example:99999/", "https://shop_example/<script>", "https://", "http://[::1", "java\tscript:alert(1)",
			"\u0000https://shop.example/", "https://sh\u0000op.example/", "blob:https://shop.example/x" })
	void refusesWhatIsNone(String written) {
		assertThat(OutsideLink.read(written)).isEmpty();
	}

	@Test
	void refusesALinkThatIsTooLong() {
		assertThat(OutsideLink.read("https://shop.example/" + "x".repeat(479))).isPresent();
		assertThat(OutsideLink.read("https://shop.example/" + "x".repeat(480))).isEmpty();
		assertThat(OutsideLink.read("https://shop.example/" + "책".repeat(300))).isEmpty();
	}
}
