package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

import dev.madang.activity.Activity;
import dev.madang.media.s3.TestBucket;
import dev.madang.platform.engine.EngineAway;
import dev.madang.testing.Aside;
import dev.madang.testing.LateWay;
import dev.madang.testing.S3Server;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Pictures in a bucket are where the log says, also when the server does late what it was told. */
@Aside
class HiddenPicturesTest {

	private static final Duration A_MINUTE = Duration.ofMinutes(1);

	/** Nothing that was signed before is taken any more. */
	private static final Duration FOR_GOOD = Duration.ofMinutes(16);

	@TempDir
	Path root;

	/** Of the database and of the bucket. */
	private String name = "";

	private JdbcClient jdbc;

	private FolderStore folder;

	private MediaStore bucket;

	private LateWay way;

	private SecondLook look;

	private HiddenPictures pictures;

	private Removals removals;

	private TransactionTemplate transaction;

	@BeforeEach
	void aCommunity(TestInfo test) throws IOException {
		name = "hidden-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
		name = name.substring(0, Math.min(name.length(), 40));
		var database = TestDatabase.migrated(name.replace('-', '_'));
		jdbc = JdbcClient.create(database);
		transaction = new TransactionTemplate(new JdbcTransactionManager(database));
		way = new LateWay(S3Server.port());
		folder = FolderStoreTest.store(root);
		bucket = TestBucket.store(name, way.port(), root);
		look = new SecondLook(jdbc, bucket, folder, transaction);
		pictures = new HiddenPictures(jdbc, bucket, folder, look);
		removals = new Removals(jdbc, bucket, folder, transaction, look);
		jdbc.sql("insert into member (handle, name) values ('sori', '소리')").update();
	}

	@AfterEach
	void close() throws IOException {
		way.close();
	}

	private static String key(long post) {
		return "%022d".formatted(post);
	}

	/** The picture of a post, whose ids are the same. */
	private void aPicture(long post, MediaStore store) throws IOException {
		jdbc.sql("""
				with picture as (
				  insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height)
				  select id, 'image/jpeg', 'x', 1, now(), :key, 'jpg', 8, 8 from member returning id)
				insert into media_use (kind, subject_id, media_id, position) select 'post', :post, id, 1 from picture
				""").param("key", key(post)).param("post", post).update();
		var made = store.folder();
		for (var file : List.of("thumb.jpg", "feed.jpg", "full.jpg")) {
			Files.writeString(made.resolve(file), file);
		}
		store.keep(key(post), made, false);
		FileSystemUtils.deleteRecursively(made);
	}

	private static Activity entry(long post, String verb) {
		return new Activity(post, Instant.now(), null, "post." + verb, "post:" + post, "{}");
	}

	/** As the log does, in a transaction. */
	private void happens(long post, String verb) {
		transaction.executeWithoutResult(status -> pictures.consume(List.of(entry(post, verb))));
	}

	private int at(String state, long post) {
		return S3Server.objects(name, state + "/" + key(post)).size();
	}

	private void isShown(long post) {
		assertThat(at("shown", post)).isEqualTo(3);
	}

	private void isHidden(long post) {
		assertThat(at("shown", post)).isZero();
		assertThat(at("hidden", post)).isEqualTo(3);
	}

	/** The way is closed to whoever was sending; it is found again. */
	private void happensAgain(long post, String verb) {
		way.hold("");
		Awaitility.await().ignoreException(EngineAway.class).untilAsserted(() -> happens(post, verb));
	}

	@Test
	void aCopyThatEndsLateDoesNotShowWhatWasHiddenMeanwhile() throws IOException {
		aPicture(1, bucket);
		happens(1, "hidden");
		way.hold("x-amz-copy-source");
		assertThatThrownBy(() -> happens(1, "restored")).isInstanceOf(EngineAway.class);
		happensAgain(1, "restored");
		isShown(1);
		happens(1, "hidden");
		isHidden(1);
		assertThat(way.release()).isNotEmpty().allMatch("HTTP/1.1 200 OK"::startsWith);
		assertThat(at("shown", 1)).as("the late copy").isPositive();

		look.look(Instant.now());
		assertThat(at("shown", 1)).as("is not looked for yet").isPositive();
		look.look(Instant.now().plus(A_MINUTE));
		isHidden(1);
		look.look(Instant.now().plus(FOR_GOOD));
		isHidden(1);
		assertThat(jdbc.sql("select count(*) from media_removal").query(Long.class).single()).as("nothing to look for")
				.isZero();
	}

	@Test
	void aDeletionThatEndsLateDoesNotTakeWhatWasRestoredMeanwhile() throws IOException {
		aPicture(1, bucket);
		way.hold("DELETE ");
		assertThatThrownBy(() -> happens(1, "hidden")).isInstanceOf(EngineAway.class);
		happensAgain(1, "hidden");
		happens(1, "restored");
		isShown(1);
		way.release();
		assertThat(at("shown", 1)).as("the late deletion").isEqualTo(2);
		look.look(Instant.now().plus(A_MINUTE));
		isShown(1);
	}

	@Test
	void whatIsStoredLateDoesNotBringBackWhatWasRemoved() throws IOException {
		aPicture(1, bucket);
		happens(1, "hidden");
		happens(1, "restored");
		assertThat(at("hidden", 1)).isPositive();
		transaction.executeWithoutResult(status -> removals.removeAllOf(1));
		removals.removeFilesAgain();
		isNowhere();
		aLeftOver();
		look.look(Instant.now().plus(FOR_GOOD));
		isNowhere();
	}

	/** What the server took its time for. */
	private void aLeftOver() throws IOException {
		var made = bucket.folder();
		Files.writeString(made.resolve("full.jpg"), "late");
		bucket.keep(key(1), made, false);
		FileSystemUtils.deleteRecursively(made);
		assertThat(at("shown", 1)).isPositive();
	}

	private void isNowhere() {
		assertThat(at("shown", 1)).isZero();
		assertThat(at("hidden", 1)).isZero();
	}

	@Test
	void whatIsHiddenAndRestoredWithoutTroubleStaysSo() throws IOException {
		aPicture(1, bucket);
		happens(1, "hidden");
		happens(1, "restored");
		isShown(1);
		for (var after : List.of(A_MINUTE, FOR_GOOD)) {
			look.look(Instant.now().plus(after));
			isShown(1);
		}
		happens(1, "removed");
		isHidden(1);
	}

	@Test
	void whatLiesInTheFolderStillIsHiddenAndRestoredThere() throws IOException {
		aPicture(1, folder);
		assertThat(folder.find(key(1), "full.jpg")).isPresent();
		happens(1, "held");
		assertThat(folder.find(key(1), "full.jpg")).isEmpty();
		assertThat(folder.open(key(1), "full.jpg")).isPresent();
		happens(1, "restored");
		assertThat(folder.find(key(1), "full.jpg")).isPresent();
	}

	@Test
	void whatIsRemovedIsRemovedFromBothPlaces() throws IOException {
		aPicture(1, bucket);
		var made = Files.createDirectories(root.resolve("made"));
		Files.writeString(made.resolve("full.jpg"), "left behind by a move");
		folder.keep(key(1), made, false);
		transaction.executeWithoutResult(status -> removals.removeAllOf(1));
		removals.removeFilesAgain();
		isNowhere();
		assertThat(folder.open(key(1), "full.jpg")).isEmpty();
	}

	/** What the post has is shown by another, too. */
	@Test
	void whatSomethingElseShowsStays() throws IOException {
		aPicture(1, bucket);
		jdbc.sql("insert into media_use (kind, subject_id, media_id, position) select 'post', 2, id, 1 from media").update();
		happens(1, "hidden");
		isShown(1);
		happens(2, "hidden");
		isHidden(1);
	}

	@Test
	void whatADraftHadIsOfNothingWhenItIsDiscarded() throws IOException {
		aPicture(1, bucket);
		jdbc.sql("update media set unused_since = null").update();
		happens(1, "draft-discarded");
		assertThat(jdbc.sql("select count(*) from media_use").query(Long.class).single()).isZero();
		assertThat(jdbc.sql("select unused_since is not null from media").query(Boolean.class).single()).isTrue();
	}

	/** Others read the same log, and wait for it. */
	@Test
	void ofManyAPartIsDoneThatTakesASecond() throws IOException {
		aPicture(1, bucket);
		var entries = LongStream.range(0, 10_000).mapToObj(n -> entry(1, n % 2 == 0 ? "hidden" : "restored")).toList();
		var begun = System.nanoTime();
		var done = transaction.execute(status -> pictures.consumeSome(entries));
		assertThat(done).isPositive().isLessThan(entries.size());
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void whatTheServerDoesNotHearIsNotDoneWith() throws IOException {
		aPicture(1, bucket);
		way.hold("list-type=2");
		assertThatThrownBy(() -> happens(1, "hidden")).isInstanceOf(EngineAway.class);
		assertThat(jdbc.sql("select hidden from media").query(Boolean.class).single()).as("it is read again").isFalse();
		happensAgain(1, "hidden");
		isHidden(1);
	}
}
