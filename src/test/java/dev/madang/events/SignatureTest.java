package dev.madang.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

	private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

	private static final String BODY = "{\"test\": 2432232314}";

	/** The example that the libraries of standardwebhooks.com are tested with. */
	@Test
	void isWhatStandardWebhooksSays() {
		assertThat(Signature.standard("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", ID, 1614265330, BODY))
				.isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
	}

	@Test
	void anotherSecretIsTheKeyAsItIs() {
		assertThat(Signature.standard("whsec_abc", ID, 1, BODY)).isNotEqualTo(Signature.standard("whsec_abd", ID, 1, BODY));
		assertThat(Signature.standard("a-secret-of-ours", "1", 2, "{}"))
				.isEqualTo("v1,9zQOAxyTwrMXMg4m/V9tGBdzstTN9WZmREKS1v3TqII=");
	}

	/** Computed with Python: hmac.new(b"0123456789abcdef", "1700000000.{\"a\":\"가\"}".encode(), "sha256").hexdigest() */
	@Test
	void theSignatureIsThatOfTimeAndBody() {
		assertThat(Signature.of("0123456789abcdef", 1_700_000_000, "{\"a\":\"가\"}"))
				.isEqualTo("t=1700000000,v1=6365f8065caa62d5ad7036c7ba703a506848d67d564f29661b846628a3fe1555");
	}
}
