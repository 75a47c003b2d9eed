package dev.madang.platform.web;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.madang.platform.OnWorkers;
import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes that create, once for each Idempotency-Key: the answer is stored in the write's own transaction, so that there is
 * no moment at which one is there without the other.
 */
@Component
public class IdempotentWrites {

	private record Answer(byte[] requestHash, int status, String headers, String body) {
	}

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	private final TransactionTemplate transaction;

	IdempotentWrites(JdbcClient jdbc, JsonMapper mapper, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.mapper = mapper;
		this.transaction = transaction;
	}

	/**
	 * Answers 201 with what a write created; without a key it is simply done.
	 *
	 * @param request what was asked, path and body: another request under the same key is refused
	 * @throws Problem 422 for another request under the same key, 409 for one that is still under way
	 */
	public ResponseEntity<String> once(@Nullable String key, Viewer viewer, String path, Object request,
			Supplier<Created> write) {
		if (key == null) {
			var created = write.get();
			return Created.answer(201, created.headers(), mapper.writeValueAsString(created.body()));
		}
		if (key.isBlank() || key.length() > 255 || !key.chars().allMatch(c -> c > 31 && c < 127)) {
			throw Problem.malformed("bad-idempotency-key");
		}
		var hash = Sha256.of(path + "\n" + mapper.writeValueAsString(request));
		try {
			return transaction.execute(status -> locked(key, viewer, hash, write));
		}
		catch (DuplicateKeyException raced) {
			throw Problem.conflict("key-in-use");
		}
	}

	private ResponseEntity<String> locked(String key, Viewer viewer, byte[] hash, Supplier<Created> write) {
		if (!jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:key, :member))").param("key", key)
				.param("member", viewer.id()).query(Boolean.class).single()) {
			throw Problem.conflict("key-in-use");
		}
		var earlier = find(key, viewer);
		if (earlier.isPresent()) {
			return replay(earlier.get(), hash);
		}
		var created = write.get();
		var body = mapper.writeValueAsString(created.body());
		jdbc.sql("""
				insert into idempotency_key (member_id, key, request_hash, status, headers, body)
				values (:member, :key, :hash, 201, :headers::jsonb, :body)
				on conflict (member_id, key) do update set request_hash = excluded.request_hash, headers = excluded.headers,
				       body = excluded.body, created_at = now()
				where idempotency_key.created_at < now() - interval '24 hours'
				""").param("member", viewer.id()).param("key", key).param("hash", hash)
				.param("headers", mapper.writeValueAsString(created.headers())).param("body", body).update();
		return Created.answer(201, created.headers(), body);
	}

	/** Whether a key was used already, so that nothing needs to be prepared for it. */
	public boolean isAnswered(@Nullable String key, Viewer viewer) {
		return key != null && Texts.isStorable(key) && find(key, viewer).isPresent();
	}

	private Optional<Answer> find(String key, Viewer viewer) {
		return jdbc.sql("""
				select request_hash, status, headers, body from idempotency_key
				where member_id = :member and key = :key and created_at > now() - interval '24 hours'
				""").param("member", viewer.id()).param("key", key).query(Answer.class).optional();
	}

	private ResponseEntity<String> replay(Answer answer, byte[] hash) {
		if (!Arrays.equals(answer.requestHash(), hash)) {
			throw Problem.of(422, "key-reused");
		}
		var headers = mapper.readValue(answer.headers(), new TypeReference<Map<String, String>>() {
		});
		return Created.answer(answer.status(), headers, answer.body());
	}

	/** Forgets what somebody wrote, who leaves. */
	public void forget(long memberId) {
		jdbc.sql("delete from idempotency_key where member_id = :member").param("member", memberId).update();
	}

	@Scheduled(fixedDelayString = "PT1H")
	@OnWorkers
	void sweep() {
		jdbc.sql("delete from idempotency_key where created_at < now() - interval '24 hours'").update();
	}
}
