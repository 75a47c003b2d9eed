package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicTargetsTest {

	private final PublicTargets strict = new PublicTargets(false);

	private final PublicTargets open = new PublicTargets(true);

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
			"169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1", "198.18.0.1",
			"198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::",
			"::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "100::1",
			"2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
			"ff02::1" })
	void anAddressThatIsSetAsideIsNotPublic(String address) throws UnknownHostException {
		if (!address.equals("::ffff:8.8.8.8")) {
			assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
			assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> strict.resolve(address));
		}
		assertThat(open.resolve(address)).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.1.1.1",
			"128.0.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.17.1.1", "198.20.1.1", "223.255.255.255",
			"2606:4700::1111", "2a00:1450::1", "2620:4f:8001::1" })
	void otherAddressesArePublic(String address) throws UnknownHostException {
		assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
		assertThat(strict.resolve(address)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.1", "2130706433", "0x7f000001" })
	void aNameOfThisMachineLeadsNowhere(String name) {
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> strict.resolve(name));
	}

	@ParameterizedTest
	@CsvSource({ "https://example.org/hook,", "https://example.org:8443/hook?x=1,", "HTTPS://EXAMPLE.ORG/,",
			"https://8.8.8.8/,", "http://example.org/,https-only", "ftp://example.org/,bad-url",
			"file:///etc/passwd,bad-url", "javascript:alert(1),bad-url", "//example.org/,bad-url",
			"example.org,bad-url", "https://,bad-url", "https:///hook,bad-url",
			"https://me:secret@example.org/,bad-url", "https://me@example.org/,bad-url",
			"https://example.org/#x,bad-url", "https://example.org:0/,bad-url",
			"https://example.org:70000/,bad-url", "https://예시.한국/,bad-url",
			"https://example.org/a b,bad-url", "https://localhost/,private-address",
			"https://x.localhost/,private-address", "https://localhost./,private-address",
			"https://printer.local/,private-address", "https://metadata.google.internal/,private-address",
			"https://127.0.0.1/,private-address", "https://127.0.0.1:8443/,private-address", "https://[::1]/,private-address",
			"https://[::ffff:10.0.0.1]/,private-address", "https://[fd00::1]/,private-address",
			"https://169.254.169.254/latest/,private-address", "https://0.0.0.0/,private-address",
			"https://2130706433/,private-address" })
	void whatIsWrongWithAnAddressIsTold(String url, String code) {
		assertThat(strict.violation(url, "bad-url").orElse(null)).isEqualTo(code);
	}

	@Test
	void theOperatorMayAllowPrivateOnes() {
		assertThat(open.violation("http://127.0.0.1:8080/hook", "bad-url")).isEmpty();
		assertThat(open.violation("http://localhost/hook", "bad-url")).isEmpty();
		assertThat(open.violation("http://me:secret@localhost/hook", "bad-url")).contains("bad-url");
	}
}
