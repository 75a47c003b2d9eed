package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import org.springframework.transaction.support.TransactionSynchronizationManager;

public class SharedReadTest {

	/** What another node has read; empty where nodes read for themselves. */
	protected Optional<SharedCache> cache() {
		return Optional.empty();
	}

	/** So that nobody finds what another test has kept. */
	private final String key = UUID.randomUUID().toString();

	private SharedReads all;

	private SharedRead<String, String> read;

	@BeforeEach
	void begin() {
		all = new SharedReads(new SharedValues(cache()));
		read = all.by("test", new TypeReference<>() {
		}, (key, value) -> value.length());
	}

	@AfterEach
	void noTransaction() {
		TransactionSynchronizationManager.setActualTransactionActive(false);
	}

	protected void committed(EventType type) {
		all.committed(type, null, Map.of());
	}

	private void written() {
		committed(new EventType("post", Action.EDITED));
	}

	private String read(String value) {
		return read.read(key, () -> value, UnaryOperator.identity());
	}

	@Test
	void isFoundByWhoeverComesNext() {
		assertThat(read.find(key)).isNull();
		assertThat(read.read(key, () -> "mine", String::toUpperCase)).isEqualTo("mine");
		assertThat(read.find(key)).isEqualTo("MINE");
	}

	@Test
	void isNotFoundAfterSomethingWasWritten() {
		read("before");
		written();
		assertThat(read.find(key)).isNull();
	}

	@Test
	void whatWasReadWhileSomethingWasWrittenIsForNobodyElse() {
		read.read(key, () -> {
			written();
			return "perhaps of before";
		}, UnaryOperator.identity());
		assertThat(read.find(key)).isNull();
	}

	@Test
	void aTransactionNeitherFindsNorKeeps() {
		read("outside");
		TransactionSynchronizationManager.setActualTransactionActive(true);
		assertThat(read.find(key)).isNull();
		read("not committed yet");
		TransactionSynchronizationManager.setActualTransactionActive(false);
		assertThat(read.find(key)).isEqualTo("outside");
	}

	@Test
	void whatIsTooLongIsNotKept() {
		read("a".repeat(3 << 20));
		assertThat(read.find(key)).isNull();
	}
}
