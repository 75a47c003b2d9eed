package dev.madang.member;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The RSA keys that sign access tokens, kept in the database so that every node has the same. The newest one signs. */
@Component
class SigningKeys {

	private record Row(long id, byte[] privateKey, byte[] publicKey) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private volatile List<RSAKey> keys = List.of();

	SigningKeys(JdbcClient jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	RSAKey signing() {
		return all().getLast();
	}

	JWKSet set() {
		return new JWKSet(List.<JWK>copyOf(all()));
	}

	private List<RSAKey> all() {
		var known = keys;
		if (known.isEmpty()) {
			known = load();
			keys = known;
		}
		return known;
	}

	private List<RSAKey> load() {
		return transaction.execute(status -> {
			jdbc.sql("select pg_advisory_xact_lock(hashtext('signing_key'))").query().singleRow();
			var rows = read();
			if (rows.isEmpty()) {
				generate();
				rows = read();
			}
			return rows.stream().map(SigningKeys::key).toList();
		});
	}

	private List<Row> read() {
		return jdbc.sql("select id, private_key, public_key from signing_key order by id").query(Row.class).list();
	}

	private void generate() {
		try {
			var generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			var pair = generator.generateKeyPair();
			jdbc.sql("insert into signing_key (private_key, public_key) values (:private, :public)")
					.param("private", pair.getPrivate().getEncoded()).param("public", pair.getPublic().getEncoded()).update();
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has RSA", e);
		}
	}

	private static RSAKey key(Row row) {
		try {
			var factory = KeyFactory.getInstance("RSA");
			var publicKey = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.publicKey()));
			return new RSAKey.Builder(publicKey).privateKey(factory.generatePrivate(new PKCS8EncodedKeySpec(row.privateKey())))
					.keyID(String.valueOf(row.id())).keyUse(KeyUse.SIGNATURE).build();
		}
		catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
			throw new IllegalStateException("signing key " + row.id() + " cannot be read", e);
		}
	}
}
