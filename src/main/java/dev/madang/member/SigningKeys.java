package dev.madang.member;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.madang.platform.Rows;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The RSA keys that sign access tokens, kept in the database so that every node has the same. A new key is published an
 * hour before it signs, for those who fetch the key set now and then; the one before stays until its tokens have ended.
 */
@Component
public class SigningKeys {

	/** @param rotateEvery how long a key signs access tokens before the next one does */
	@ConfigurationProperties("madang.tokens")
	record Properties(@DefaultValue("P90D") Duration rotateEvery) {
	}

	private static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

	private record Row(long id, byte[] privateKey, byte[] publicKey, Instant createdAt) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(row.getLong("id"), row.getBytes("private_key"), row.getBytes("public_key"),
					Rows.instant(row, "created_at"));
		}
	}

	private record Key(RSAKey key, Instant createdAt) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final ClusterSignals signals;

	private final Duration rotateEvery;

	private volatile List<Key> keys = List.of();

	SigningKeys(JdbcClient jdbc, TransactionTemplate transaction, ClusterSignals signals, Properties properties) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.signals = signals;
		this.rotateEvery = properties.rotateEvery();
		signals.on("signing-key", word -> keys = List.of());
	}

	/** The newest that has been published long enough; right after the first start, the only one. */
	RSAKey signing() {
		var known = all();
		var ripe = Instant.now().minus(PUBLISHED_BEFORE);
		return known.stream().filter(key -> key.createdAt().isBefore(ripe)).reduce((older, newer) -> newer)
				.orElseGet(known::getFirst).key();
	}

	JWKSet set() {
		return new JWKSet(all().stream().<JWK>map(Key::key).toList());
	}

	/** What others need to check a token: RFC 7517, without any private part. */
	public String publicSet() {
		return set().toString(true);
	}

	private List<Key> all() {
		var known = keys;
		if (known.isEmpty()) {
			known = load();
			keys = known;
		}
		return known;
	}

	private List<Key> load() {
		return transaction.execute(status -> {
			lock();
			var rows = read();
			if (rows.isEmpty()) {
				generate();
				rows = read();
			}
			return rows.stream().map(row -> new Key(key(row), row.createdAt())).toList();
		});
	}

	/** Makes the next key when it is time, and takes away those of which no token is left. */
	@Scheduled(fixedDelayString = "PT1H")
	@OnWorkers
	void rotate() {
		transaction.executeWithoutResult(status -> {
			lock();
			var due = jdbc.sql("""
					select count(*) > 0 and max(created_at) < now() - :every * interval '1 second' from signing_key
					""").param("every", rotateEvery.toSeconds()).query(Boolean.class).single();
			if (due) {
				generate();
			}
			var retired = jdbc.sql("""
					delete from signing_key old
					where exists (select 1 from signing_key newer where newer.id > old.id
					              and newer.created_at < now() - :kept * interval '1 second')
					""").param("kept", PUBLISHED_BEFORE.plus(AccessTokens.LASTS.multipliedBy(2)).toSeconds()).update();
			if (due || retired > 0) {
				signals.send("signing-key", "");
			}
		});
	}

	private void lock() {
		jdbc.sql("select pg_advisory_xact_lock(hashtext('signing_key'))").query().singleRow();
	}

	private List<Row> read() {
		return jdbc.sql("select id, private_key, public_key, created_at from signing_key order by id").query(Row::read).list();
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
