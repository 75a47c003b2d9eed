package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class SharedReadTest {

	final SharedReads all = new SharedReads();

	final SharedRead<String, String> read = all.by((key, value) -> value.length());

	@AfterEach
	void noTransaction() {
		TransactionSynchronizationManager.setActualTransactionActive(false);
	}

	private void written() {
		all.committed(new EventType("post", Action.EDITED), null, Map.of());
	}

	private String read(String value) {
		return read.read("key", () -> value, UnaryOperator.identity());
	}

	@Test
	void isFoundByWhoeverComesNext() {
		assertThat(read.find("key")).isNull();
		assertThat(read.read("key", () -> "mine", String::toUpperCase)).isEqualTo("mine");
		assertThat(read.find("key")).isEqualTo("MINE");
	}

	@Test
	void isNotFoundAfterSomethingWasWritten() {
		read("before");
		written();
		assertThat(read.find("key")).isNull();
	}

	@Test
	void whatWasReadWhileSomethingWasWrittenIsForNobodyElse() {
		read.read("key", () -> {
			written();
			return "perhaps of before";
		}, UnaryOperator.identity());
		assertThat(read.find("key")).isNull();
	}

	@Test
	void aTransactionNeitherFindsNorKeeps() {
		read("outside");
		TransactionSynchronizationManager.setActualTransactionActive(true);
		assertThat(read.find("key")).isNull();
		read("not committed yet");
		TransactionSynchronizationManager.setActualTransactionActive(false);
		assertThat(read.find("key")).isEqualTo("outside");
	}

	@Test
	void whatIsTooLongIsNotKept() {
		read("a".repeat(3 << 20));
		assertThat(read.find("key")).isNull();
	}
}
