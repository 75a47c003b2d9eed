package dev.madang.notification;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key pair with which push services know this community (RFC 8292): made once, and kept in the database so that every
 * node has the same. Another one would end all subscriptions.
 */
@Component
public class PushKeys {

	private final JdbcClient jdbc;

	private volatile @Nullable VAPIDKeyPair known;

	PushKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The point of the public key in base64url, as browsers ask for it. */
	public String publicKey() {
		return pair().extractPublicKeyInUncompressedFormAsString();
	}

	VAPIDKeyPair pair() {
		var pair = known;
		if (pair == null) {
			pair = stored().orElseGet(this::generate);
			known = pair;
		}
		return pair;
	}

	private Optional<VAPIDKeyPair> stored() {
		return jdbc.sql("select private_key, public_key from push_key")
				.query((row, number) -> VAPIDKeyPairs.of(PrivateKeySources.ofPKCS8Bytes(row.getBytes("private_key")),
						PublicKeySources.ofX509Bytes(row.getBytes("public_key"))))
				.optional();
	}

	/** Of two nodes that make one at the same time, the first one's counts. */
	private VAPIDKeyPair generate() {
		try {
			var generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			var pair = generator.generateKeyPair();
			jdbc.sql("insert into push_key (private_key, public_key) values (:private, :public) on conflict do nothing")
					.param("private", pair.getPrivate().getEncoded()).param("public", pair.getPublic().getEncoded()).update();
			return stored().orElseThrow();
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has P-256", e);
		}
	}
}
