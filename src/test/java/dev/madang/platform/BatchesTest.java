package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

/** What comes at the same time is stored together. */
class BatchesTest {

	private static Map<Integer, String> all(List<String> drafts) {
		var stored = new HashMap<Integer, String>();
		drafts.forEach(draft -> stored.put(stored.size(), draft + "!"));
		return stored;
	}

	private static Batches<String, String> throwing(RuntimeException thrown) {
		return new Batches<>(drafts -> {
			throw thrown;
		});
	}

	@Test
	void whoComesAloneWaitsForNobody() {
		var sizes = new ArrayList<Integer>();
		var batches = new Batches<String, String>(drafts -> {
			sizes.add(drafts.size());
			return all(drafts);
		});
		assertThat(batches.store("하나")).contains("하나!");
		assertThat(batches.store("둘")).contains("둘!");
		assertThat(sizes).containsExactly(1, 1);
	}

	@Test
	void whoComesMeanwhileIsStoredTogetherAndHasTheirOwn() throws InterruptedException, ExecutionException {
		var sizes = new ArrayList<Integer>();
		var isStoring = new CountDownLatch(1);
		var goOn = new CountDownLatch(1);
		Function<List<String>, Map<Integer, String>> slow = drafts -> {
			sizes.add(drafts.size());
			isStoring.countDown();
			try {
				goOn.await();
			}
			catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
			return all(drafts);
		};
		var batches = new Batches<>(slow);
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var first = threads.submit(() -> batches.store("처음"));
			isStoring.await();
			var waiting = new ArrayList<CompletableFuture<Optional<String>>>();
			for (int number = 0; number < 2 * Batches.MOST; number++) {
				var draft = "draft " + number;
				waiting.add(CompletableFuture.supplyAsync(() -> batches.store(draft), threads));
			}
			await().until(() -> batches.waiting() == 2 * Batches.MOST);
			goOn.countDown();
			for (int number = 0; number < waiting.size(); number++) {
				assertThat(waiting.get(number).join()).contains("draft " + number + "!");
			}
			assertThat(first.get()).contains("처음!");
		}
		assertThat(sizes).containsExactly(1, Batches.MOST, Batches.MOST);
	}

	/** The first keeps the second and third waiting, which are a batch of two then. */
	private static List<Optional<String>> threeOfWhichTwoWait(Function<List<String>, Map<Integer, String>> insert)
			throws InterruptedException {
		var isStoring = new CountDownLatch(1);
		var goOn = new CountDownLatch(1);
		var batches = new Batches<String, String>(drafts -> {
			if (drafts.contains("처음")) {
				isStoring.countDown();
				try {
					goOn.await();
				}
				catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
				return all(drafts);
			}
			return insert.apply(drafts);
		});
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var first = CompletableFuture.supplyAsync(() -> batches.store("처음"), threads);
			isStoring.await();
			var second = CompletableFuture.supplyAsync(() -> batches.store("둘"), threads);
			await().until(() -> batches.waiting() == 1);
			var third = CompletableFuture.supplyAsync(() -> batches.store("셋"), threads);
			await().until(() -> batches.waiting() == 2);
			goOn.countDown();
			return List.of(first.join(), second.join(), third.join());
		}
	}

	@Test
	void whatABatchLeftOutIsInTheNextOneOnceMore() throws InterruptedException {
		var batches = new ArrayList<List<String>>();
		assertThat(threeOfWhichTwoWait(drafts -> {
			batches.add(drafts);
			return batches.size() == 1 ? Map.of(1, "셋!") : all(drafts);
		})).containsExactly(Optional.of("처음!"), Optional.of("둘!"), Optional.of("셋!"));
		assertThat(batches).containsExactly(List.of("둘", "셋"), List.of("둘"));
	}

	@Test
	void whatTwoBatchesLeftOutIsToBeTriedAlone() throws InterruptedException {
		var batches = new ArrayList<List<String>>();
		assertThat(threeOfWhichTwoWait(drafts -> {
			batches.add(drafts);
			return Map.of();
		})).containsExactly(Optional.of("처음!"), Optional.empty(), Optional.empty());
		assertThat(batches).containsExactly(List.of("둘", "셋"), List.of("둘", "셋"));
	}

	@Test
	void whatIsNotStoredIsToBeTriedAlone() {
		assertThat(new Batches<String, String>(drafts -> Map.of()).store("하나")).isEmpty();
		assertThat(throwing(new DuplicateKeyException("of another")).store("하나")).isEmpty();
	}

	@Test
	void whatFailsForAllFails() {
		var away = new DataAccessResourceFailureException("away");
		assertThatThrownBy(() -> throwing(away).store("하나")).isSameAs(away);
		var batches = throwing(new IllegalArgumentException("a fault"));
		assertThatThrownBy(() -> batches.store("하나")).hasMessage("a fault");
		assertThatThrownBy(() -> batches.store("둘")).as("it goes on").hasMessage("a fault");
	}

	@Test
	void idsAreAnArrayWithinAnArray() {
		assertThat(Batches.ids(List.of())).isEqualTo("{}");
		assertThat(Batches.ids(List.of(1L, 23L))).isEqualTo("{1,23}");
		assertThat(Batches.column(List.of("a", "bc"), String::length, Integer[]::new)).containsExactly(1, 2);
	}
}
