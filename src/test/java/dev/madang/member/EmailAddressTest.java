package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.mail.internet.InternetAddress;

import dev.madang.platform.Checks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

	private static final String LABEL = "d".repeat(63);

	private static boolean isAccepted(@Nullable String address) {
		var checks = new Checks();
		EmailAddress.check(checks, address);
		return checks.passed();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mina@example.org", "Mina.Kim@Example.ORG", "mina+madang@example.org", "m@example.org",
			"m@a.kr", "1234567890@example.org", "_______@example.org", "first-last@example-one.co.kr",
			"o'hara@example.org", "!#$%&'*+/=?^_`{|}~-@example.org", "a.b.c.d@e.f.g.example.org", "mina@xn--3e0b707e.kr",
			"mina@xn--hq1bm8jm9l.xn--3e0b707e", "mina@1234.com", "mina@3com.example",
			"disposable.style.email.with+symbol@example.com",
			"x@r3---sn.example.net", " mina@example.org ", "mina@한글.kr", "mina@한국.한국", "MINA@MÜNCHEN.de",
			"customer/department=shipping@example.com" })
	void acceptsWhatEveryServerTakes(String address) {
		assertThat(isAccepted(address)).isTrue();
		assertThatCode(() -> new InternetAddress(EmailAddress.normalize(address), true)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "@", "mina", "mina@", "@example.org", "mina.example.org", "mina@example",
			"mina@localhost",
			"mina@@example.org", "a@b@example.org", "mina@example..org", "mina@.example.org", "mina@example.org.",
			".mina@example.org", "mina.@example.org", "mi..na@example.org", "mi na@example.org", "mina @example.org",
			"mina@ example.org", "mina@exam ple.org", "mina@-example.org", "mina@example-.org", "mina@exa_mple.org",
			"mina@example.org-", "mina@example.123", "mina@127.0.0.1", "mina@[127.0.0.1]", "mina@[IPv6:::1]",
			"\"mina\"@example.org", "\"mi na\"@example.org", "\"\"@example.org", "mi\"na@example.org", "\"mina@example.org",
			"mina(comment)@example.org", "(comment)mina@example.org", "mina@example.org(comment)", "mina@(comment)example.org",
			"mina(@example.org", "mina@example.org(", "mina)@example.org", "mina@(example.org", "Mina <mina@example.org>",
			"<mina@example.org>", "mina@example.org, jun@example.org", "mina@example.org;jun@example.org",
			"friends:mina@example.org;", "mina\\@example.org", "mi\\na@example.org", "mi,na@example.org", "mi:na@example.org",
			"mi[na]@example.org", "mina@exam,ple.org", "mina@example.org/", "mina@example.org?subject=x",
			"mailto:mina@example.org", "mina@example.org:25", "mina@exa\u0000mple.org", "mi\u0000na@example.org",
			"mi\u0001na@example.org", "mi\u007fna@example.org", "mina@exam\u0007ple.org",
			"mina@example.org\r\nBcc:jun@example.org",
			"mina@example.org\n", "\nmina@example.org", "mi\tna@example.org", "mi\u0085na@example.org", "미나@example.org",
			"mi\u200bna@example.org", "mina@exam\u200bple.org", "mina@\uff45xample.org", "mina@example\u3002org",
			"mina@\ud83d.org", "mina@한_글.kr", "mina@한글..kr", "mina@xn--.한글-.kr" })
	void refusesAnyOther(@Nullable String address) {
		assertThat(isAccepted(address)).isFalse();
	}

	@Test
	void boundsTheLocalPartTheLabelsAndTheWhole() {
		assertThat(isAccepted("m".repeat(64) + "@example.org")).isTrue();
		assertThat(isAccepted("m".repeat(65) + "@example.org")).isFalse();
		assertThat(isAccepted("m@" + LABEL + ".org")).isTrue();
		assertThat(isAccepted("m@d" + LABEL + ".org")).isFalse();
		var whole = "m@" + (LABEL + ".").repeat(3) + "d".repeat(60);
		assertThat(whole).hasSize(254);
		assertThat(isAccepted(whole)).isTrue();
		assertThat(isAccepted("m" + whole)).isFalse();
		assertThat(isAccepted("m@" + "가".repeat(5_000_000) + ".kr")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "mina@한국.kr,mina@xn--3e0b707e.kr", "Mina@Example.ORG,Mina@Example.ORG",
			"' mina@example.org ',mina@example.org",
			"nowhere,nowhere", "mina@,mina@", "mina@\uff45xample.org,mina@\uff45xample.org" })
	void isStoredWithItsDomainInAscii(String written, String stored) {
		assertThat(EmailAddress.normalize(written)).isEqualTo(stored);
		assertThat(EmailAddress.normalize(stored)).isEqualTo(stored);
	}
}
