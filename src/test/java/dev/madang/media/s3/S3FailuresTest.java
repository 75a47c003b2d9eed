package dev.madang.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.madang.platform.Failures;
import dev.madang.platform.Problem;
import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.EngineAway;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;

/** The ways in which the server fails, each as it is seen through a proxy that fails so. */
@Aside
@Order(2)
class S3FailuresTest {

	private static final String BUCKET = "failures";

	private static final String KEY = "kkkkkkkkkkkkkkkkkkkkkk";

	/** More than any single call may take. */
	private static final Duration BOUND = Duration.ofSeconds(11);

	@TempDir
	Path folder;

	private final FaultyProxy proxy = new FaultyProxy(S3Server.port());

	private final Engine engine = FaultyProxy.engine("s3", Duration.ofSeconds(10));

	private S3Store store;

	@BeforeAll
	static void aBucket() {
		S3Server.create(BUCKET);
	}

	@BeforeEach
	void aStore() {
		store = TestBucket.store(TestBucket.settings(BUCKET, S3Server.endpoint(proxy.port()), "", ""), engine, folder);
	}

	@AfterEach
	void close() {
		store.close();
		proxy.close();
	}

	private void keepAPicture() throws IOException {
		var made = store.folder();
		Files.writeString(made.resolve("full.jpg"), "picture");
		store.keep(KEY, made, false);
		FileSystemUtils.deleteRecursively(made);
	}

	/** Asks several times at once, as requests do, and returns how many had an answer. */
	private long ask(int times) {
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			return Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
				try (var file = store.open(KEY, "full.jpg").orElseThrow()) {
					return "picture".equals(Files.readString(file.path()));
				}
				catch (EngineAway e) {
					return false;
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}, threads)).limit(times).toList().stream().filter(CompletableFuture::join).count();
		}
	}

	private void assertThatPagesDoNotNotice() {
		var begun = System.nanoTime();
		for (var i = 0; i < 1000; i++) {
			assertThat(store.find(KEY, "full.jpg")).isPresent();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
	}

	private void assertThatItComesBack() {
		proxy.become(Fault.NONE);
		await().until(() -> ask(1) == 1 && !engine.isAway());
		assertThat(store.allow(1, "image/png", 1).method()).isEqualTo("POST");
	}

	@Test
	void absentAtTheStart() throws IOException {
		proxy.become(Fault.REFUSES);
		assertThat(ask(1)).isZero();
		assertThatUploadsAreRefused();
		assertThatPagesDoNotNotice();
		proxy.become(Fault.NONE);
		await().ignoreException(EngineAway.class).untilAsserted(this::keepAPicture);
		assertThatItComesBack();
	}

	private void assertThatUploadsAreRefused() {
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> store.allow(1, "image/png", 1)).satisfies(problem -> {
			assertThat(problem.status()).isEqualTo(503);
			assertThat(problem.code()).isEqualTo("engine-away");
			assertThat(problem.retryAfterSeconds()).isPositive();
		});
		assertThatThrownBy(() -> store.hide(KEY)).isInstanceOf(EngineAway.class)
				.as("so that the log is read again").satisfies(away -> assertThat(Failures.isTransient(away)).isTrue());
	}

	@ParameterizedTest
	@EnumSource(names = { "REFUSES", "HANGS", "RESETS", "GARBAGE" })
	void isNotAskedWhileItFails(Fault fault) throws IOException {
		keepAPicture();
		proxy.become(fault);
		var begun = System.nanoTime();
		assertThat(ask(4)).isZero();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
		assertThat(engine.isAway()).isTrue();
		assertThatUploadsAreRefused();
		assertThatPagesDoNotNotice();
		assertThat(folder.resolve("work")).as("nothing is left of what was not fetched").isEmptyDirectory();
		assertThatItComesBack();
	}

	@Test
	void slow() throws IOException {
		keepAPicture();
		proxy.become(Fault.SLOW);
		assertThat(ask(4)).as("those who want a file wait for it").isEqualTo(4);
		assertThatPagesDoNotNotice();
		assertThat(store.allow(1, "image/png", 1).method()).isEqualTo("POST");
		assertThatItComesBack();
	}

	@Test
	void flaps() throws IOException {
		keepAPicture();
		proxy.become(Fault.FLAPS);
		assertThat(ask(8)).as("each call is tried a second time").isPositive();
		assertThatPagesDoNotNotice();
		assertThatItComesBack();
	}
}
