package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {

	private final List<String> turns = new ArrayList<>();

	private final RequestMemory memory = new RequestMemory(turn("work", "leave"), turn("take", "release"));

	private RequestMemory.Turn turn(String taken, String given) {
		return new RequestMemory.Turn() {

			@Override
			public void take() {
				turns.add(taken);
			}

			@Override
			public void release() {
				turns.add(given);
			}
		};
	}

	@AfterEach
	void leave() {
		RequestMemory.leave();
	}

	@Test
	void littleNeedsNoTurn() {
		memory.enter();
		RequestMemory.hold(RequestMemory.FREE);
		assertThat(turns).isEmpty();
		RequestMemory.hold(1);
		RequestMemory.hold(RequestMemory.FREE);
		assertThat(turns).as("one is enough").containsExactly("take");
	}

	@Test
	void nothingIsCountedOutsideOfRequests() {
		RequestMemory.hold(10L * RequestMemory.FREE);
		RequestMemory.letGo();
		assertThat(RequestMemory.aside(() -> "x")).isEqualTo("x");
		assertThat(turns).isEmpty();
	}

	@Test
	void whoWaitsForSomethingElseKeepsNoTurn() {
		memory.enter();
		RequestMemory.hold(RequestMemory.FREE + 1);
		assertThat(RequestMemory.aside(() -> memory.hasTurn())).isFalse();
		assertThat(memory.hasTurn()).isTrue();
		assertThat(turns).containsExactly("take", "release", "take");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> RequestMemory.aside(() -> {
			throw new IllegalStateException();
		}));
		memory.giveBack();
		assertThat(turns).as("given back once").containsExactly("take", "release", "take", "release");
	}

	@Test
	void whatIsLetGoIsNotHeld() {
		memory.enter();
		RequestMemory.hold(RequestMemory.FREE + 1);
		RequestMemory.letGo();
		RequestMemory.hold(RequestMemory.FREE);
		assertThat(turns).containsExactly("take", "release");
	}

	@Test
	void oneWhoWaitsForATurnIsNotWorkedOnMeanwhile() {
		memory.enter();
		RequestMemory.work();
		RequestMemory.work();
		RequestMemory.hold(RequestMemory.FREE + 1);
		assertThat(turns).containsExactly("work", "leave", "take");
		memory.giveBack();
		assertThat(turns).endsWith("release").hasSize(4);
	}

	@Test
	void oneWhoWaitsForSomethingElseIsNotWorkedOnMeanwhile() {
		memory.enter();
		RequestMemory.work();
		RequestMemory.aside(() -> turns.add("waited"));
		memory.leavePlace();
		memory.giveBack();
		assertThat(turns).as("nor refused afterwards").containsExactly("work", "leave", "waited");
	}
}
