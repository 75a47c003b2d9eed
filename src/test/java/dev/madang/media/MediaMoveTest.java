package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.media.MediaMove.Moved;
import dev.madang.media.MediaStore.Served;
import dev.madang.media.s3.TestBucket;
import dev.madang.testing.Aside;
import dev.madang.testing.S3Server;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A community's pictures go from the folder into a bucket and back. */
@Aside
class MediaMoveTest {

	private static final List<String> NAMES = List.of("thumb.jpg", "feed.jpg", "full.jpg");

	@TempDir
	Path root;

	/** Of the database and of the bucket. */
	private String name = "";

	private int pictures;

	private JdbcClient jdbc;

	private FolderStore folder;

	private MediaStore bucket;

	@BeforeEach
	void twoStores(TestInfo test) {
		name = "move-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT).substring(0, 8);
		jdbc = JdbcClient.create(TestDatabase.migrated(name.replace('-', '_')));
		folder = FolderStoreTest.store(root);
		bucket = TestBucket.store(name, root);
	}

	private void aCommunity(int pictures) throws IOException {
		this.pictures = pictures;
		var member = jdbc.sql("insert into member (handle, name) values ('sori', '소리') returning id").query(Long.class)
				.single();
		jdbc.sql("""
				insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height, hidden)
				select :member, 'image/jpeg', 'x', 1, now(), lpad(n::text, 22, 'k'), 'jpg', 8, 8, n % 10 = 0
				from generate_series(1, :pictures) as n
				""").param("member", member).param("pictures", pictures).update();
		var random = new Random(1);
		for (var n = 1; n <= pictures; n++) {
			var made = folder.folder();
			for (var file : NAMES) {
				var bytes = new byte[20 + random.nextInt(200)];
				random.nextBytes(bytes);
				Files.write(made.resolve(file), bytes);
			}
			folder.keep(key(n), made, n % 10 == 0);
		}
	}

	private static String key(int n) {
		return "k".repeat(22 - String.valueOf(n).length()) + n;
	}

	private Map<String, String> hashes(MediaStore store) throws IOException {
		var hashes = new HashMap<String, String>();
		for (var n = 1; n <= pictures; n++) {
			for (var name : NAMES) {
				try (var file = store.open(key(n), name).orElseThrow()) {
					hashes.put(key(n) + name, MediaMove.sha256(file.path()));
				}
			}
		}
		return hashes;
	}

	/** Each run is one of a program of its own. */
	private MediaMove move() {
		return new MediaMove(jdbc, TestBucket.store(name, root), folder);
	}

	private Moved run(boolean toBucket, boolean deleteSource) throws IOException {
		return move().run(toBucket, deleteSource, (done, total) -> {
		});
	}

	/** As Ctrl-C does, in the middle of what goes on at the moment. */
	private void interrupt(boolean toBucket, boolean deleteSource, long at) throws InterruptedException {
		var last = new AtomicLong();
		var thread = new Thread(() -> assertThatThrownBy(() -> move().run(toBucket, deleteSource, (done, total) -> {
			last.set(done);
			if (done >= at) {
				Thread.currentThread().interrupt();
			}
		})).hasMessageContaining("interrupted"));
		thread.start();
		thread.join();
		assertThat(last).as("goes on where it was").hasValueBetween(at, at + 99);
	}

	@Test
	@Tag("process")
	void aThousandPicturesGoToTheBucketAndBackAndAreTheSame() throws Exception {
		aCommunity(1000);
		goToTheBucketAndBack();
	}

	@Test
	void picturesGoToTheBucketAndBackAndAreTheSame() throws Exception {
		aCommunity(200);
		goToTheBucketAndBack();
	}

	private void goToTheBucketAndBack() throws Exception {
		var all = new Moved(pictures, List.of());
		var before = hashes(folder);
		assertThat(before).hasSize(3 * pictures);

		interrupt(true, false, pictures * 3 / 10);
		interrupt(true, false, pictures * 6 / 10);
		assertThat(run(true, false)).isEqualTo(all);
		assertThat(S3Server.objects(name, "shown/")).hasSize(3 * pictures * 9 / 10);
		assertThat(S3Server.objects(name, "hidden/")).as("what is hidden is hidden there").hasSize(3 * pictures / 10);
		assertThat(hashes(folder)).as("nothing is deleted where it was").isEqualTo(before);

		folder.remove(key(1));
		interrupt(false, true, pictures * 4 / 10);
		interrupt(false, true, pictures * 6 / 10);
		assertThat(run(false, true)).isEqualTo(all);
		assertThat(hashes(folder)).isEqualTo(before);
		assertThat(folder.find(key(10), "feed.jpg")).as("a hidden one").isEmpty();
		assertThat(folder.find(key(11), "feed.jpg")).get().isInstanceOf(Served.OnDisk.class);
		assertThat(S3Server.objects(name, "")).as("deleted where it was").isEmpty();
	}

	@Test
	void whatIsInOnePlaceOnlyOrWasHiddenSinceIsSeen() throws IOException {
		aCommunity(12);
		assertThat(run(true, false).there()).isEqualTo(12);
		bucketHasItThoughTheFolderHasNot();
		aPictureThatWasHiddenSinceIsHiddenThere();
	}

	@Test
	void fromWhatWasNotMovedReadersGetPicturesUntilItIs() throws IOException {
		aCommunity(12);
		var bucketOnly = aPictureOfTheBucket();
		var reads = reads(12);
		assertThat(reads.find(key(1), "full.jpg")).get().isInstanceOf(Served.OnDisk.class);
		assertThat(reads.find(bucketOnly, "full.jpg")).get().isInstanceOf(Served.Elsewhere.class);
		assertThat(reads.find(key(10), "full.jpg")).as("a hidden one").get().isInstanceOf(Served.Elsewhere.class);
		try (var evidence = reads.open(key(10), "full.jpg").orElseThrow()) {
			assertThat(evidence.path()).startsWith(root.resolve("hidden"));
		}
		jdbc.sql("insert into media_move (media_id, place, hidden) select id, 'bucket', hidden from media where key = :key")
				.param("key", key(1)).update();
		assertThat(reads(11).find(key(2), "full.jpg")).get().isInstanceOf(Served.OnDisk.class);
		jdbc.sql("delete from media_move").update();
		run(true, false);
		assertThat(reads(0).find(key(2), "full.jpg")).as("it is moved, though not deleted").get()
				.isInstanceOf(Served.Elsewhere.class);
	}

	/** As after a start. */
	private StoredFiles reads(int unmoved) {
		var found = new UnmovedPictures(jdbc, bucket, folder);
		assertThat(found.areThere()).as("there may be some").isTrue();
		found.count();
		assertThat(found.areThere()).isEqualTo(unmoved > 0);
		return new StoredFiles(bucket, folder, found);
	}

	private String aPictureOfTheBucket() throws IOException {
		var key = "b".repeat(22);
		jdbc.sql("""
				insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height)
				select id, 'image/jpeg', 'x', 1, now(), :key, 'jpg', 8, 8 from member
				""").param("key", key).update();
		var made = folder.folder();
		for (var file : NAMES) {
			Files.writeString(made.resolve(file), file);
		}
		bucket.keep(key, made, false);
		return key;
	}

	@Test
	void inTheBucketAloneWhatWasHiddenOrShownSinceIsSo() throws IOException {
		aCommunity(12);
		run(true, true);
		jdbc.sql("update media set hidden = not hidden where key in (:keys)").param("keys", List.of(key(4), key(10))).update();
		assertThat(run(true, true)).isEqualTo(new Moved(12, List.of()));
		assertThat(S3Server.objects(name, "shown/" + key(4))).isEmpty();
		assertThat(S3Server.objects(name, "hidden/" + key(4))).hasSize(3);
		assertThat(S3Server.objects(name, "shown/" + key(10))).hasSize(3);
	}

	@Test
	void ofAPictureThatIsRemovedWhileItIsMovedNothingIsLeft() throws IOException {
		aCommunity(12);
		move().run(true, false,
				(done, total) -> jdbc.sql("delete from media where key = :key").param("key", key(5)).update());
		assertThat(folder.open(key(5), "full.jpg")).isEmpty();
		assertThat(S3Server.objects(name, "shown/" + key(5))).isEmpty();
		assertThat(S3Server.objects(name, "shown/" + key(6))).hasSize(3);
	}

	private void bucketHasItThoughTheFolderHasNot() throws IOException {
		jdbc.sql("delete from media_move").update();
		folder.remove(key(2));
		folder.remove(key(3));
		bucket.remove(key(3));
		var moved = run(true, false);
		assertThat(moved.there()).isEqualTo(pictures - 1);
		assertThat(moved.missing()).as("it is in neither place").containsExactly(
				jdbc.sql("select id from media where key = :key").param("key", key(3)).query(Long.class).single());
	}

	private void aPictureThatWasHiddenSinceIsHiddenThere() throws IOException {
		jdbc.sql("update media set hidden = true where key = :key").param("key", key(4)).update();
		folder.hide(key(4));
		run(true, false);
		assertThat(S3Server.objects(name, "shown/" + key(4))).isEmpty();
		assertThat(S3Server.objects(name, "hidden/" + key(4))).hasSize(3);
	}
}
