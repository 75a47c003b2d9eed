package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.madang.platform.Problem;
import dev.madang.testing.Sending;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A file is sent once, as it was announced, by whoever has the link; and becomes a picture, or nothing. */
@MadangTest
class UploadsTest {

	@Autowired
	Community community;

	@Autowired
	UploadLinks links;

	@Autowired
	FolderStore store;

	@Autowired
	UploadReceiver receiver;

	@Autowired
	Removals removals;

	Community.Person member;

	Sending sending;

	byte[] file;

	@BeforeEach
	void somebody() {
		member = community.aMember();
		sending = new Sending(member);
		file = PictureFiles.png(30, 20);
	}

	private static void isRefused(Answer answer, int status, String code) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		assertThat(answer.code()).isEqualTo(code);
	}

	private static boolean isStored(long id) {
		return Files.exists(Path.of("target/test-home/media/incoming", String.valueOf(id)));
	}

	@Test
	void aSentPictureIsReadyWhenItAnswers() {
		var allowed = sending.allow("image/png", file.length);
		assertThat(allowed.status()).isEqualTo(201);
		assertThat(allowed.text("/upload/method")).isEqualTo("PUT");
		assertThat(allowed.text("/upload/url")).startsWith("http://localhost:8080/api/v1/media/" + allowed.id());
		assertThat(allowed.text("/upload/headers/Content-Type")).isEqualTo("image/png");
		assertThat(Instant.parse(allowed.text("/upload/expiresAt"))).isAfter(Instant.now());
		assertThat(allowed.json().at("/upload").has("fields")).isFalse();
		assertThat(member.client().get("/media/" + allowed.id()).status()).isEqualTo(404);
		assertThat(community.anybody().put(Sending.link(allowed), file, "image/png").status()).isEqualTo(204);
		var ready = member.client().post("/media/" + allowed.id() + "/complete", Map.of("alt", "깃발"));
		assertThat(ready.status()).isEqualTo(200);
		assertThat(ready.text("/alt")).isEqualTo("깃발");
		assertThat(ready.json().at("/variants")).hasSize(3);
		assertThat(ready.text("/variants/2/name")).isEqualTo("full");
		assertThat(ready.json().at("/variants/0/width").asInt()).as("never enlarged").isEqualTo(30);
		assertThat(member.client().get("/media/" + allowed.id()).body()).isEqualTo(ready.body());
		assertThat(community.anybody().get("/media/" + allowed.id()).status()).isEqualTo(404);
		assertThat(community.aMember().client().get("/media/" + allowed.id()).status()).isEqualTo(404);
		assertThat(member.client().post("/media/" + allowed.id() + "/complete", Map.of()).body()).as("again")
				.isEqualTo(ready.body());
	}

	@Test
	void whatIsSentIsKeptNowhereAsItWas() {
		var id = sending.send(file, "image/png").id();
		assertThat(isStored(id)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "image/svg+xml,10,contentType", "text/html,10,contentType", "IMAGE/PNG,10,contentType", "'',10,contentType",
			"image/png,0,size", "image/png,-1,size", "image/png,20971521,size" })
	void onlyPicturesOfAKnownKindAndSizeAreAllowed(String type, int size, String field) {
		var answer = sending.allow(type, size);
		isRefused(answer, 422, "invalid");
		assertThat(answer.text("/errors/0/field")).isEqualTo(field);
	}

	@Test
	void limitsAreSaidAsPeopleSayThem() {
		assertThat(sending.allow("image/png", 0).body()).contains("empty-file").doesNotContain("too-small");
		assertThat(sending.allow("image/png", 20_971_521).text("/errors/0/message"))
				.matches("20MB까지 가능해요\\.|Must be at most 20 MB\\.");
	}

	@Test
	void aLinkIsUsedOnce() {
		var link = Sending.link(sending.allow("image/png", file.length));
		assertThat(community.anybody().put(link, file, "image/png").status()).isEqualTo(204);
		isRefused(community.anybody().put(link, file, "image/png"), 403, "link-used");
	}

	@Test
	void aLinkTakesOneFileAtATime() throws Exception {
		var id = sending.allow("image/png", file.length).id();
		var begun = new CountDownLatch(1);
		var goesOn = new CountDownLatch(1);
		var slow = new ByteArrayInputStream(file) {

			@Override
			public synchronized int read(byte[] bytes) throws IOException {
				begun.countDown();
				try {
					goesOn.await();
				}
				catch (InterruptedException e) {
					throw new IOException(e);
				}
				return super.read(bytes);
			}
		};
		var first = CompletableFuture.runAsync(() -> {
			try {
				receiver.store(id, file.length, slow);
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
		begun.await();
		assertThatExceptionOfType(Problem.class)
				.isThrownBy(() -> receiver.store(id, file.length, new ByteArrayInputStream(file)))
				.satisfies(problem -> assertThat(problem.code()).isEqualTo("being-sent"));
		goesOn.countDown();
		first.get();
		assertThat(member.client().post("/media/" + id + "/complete", Map.of()).status()).isEqualTo(200);
	}

	@Test
	void completingTwiceAtOnceIsCompletingOnce() {
		var photograph = PictureFiles.jpeg(5000, 4000);
		var allowed = sending.allow("image/jpeg", photograph.length);
		community.anybody().put(Sending.link(allowed), photograph, "image/jpeg");
		var answers = Stream.generate(() -> CompletableFuture
				.supplyAsync(() -> member.client().post("/media/" + allowed.id() + "/complete", Map.of()),
						Executors.newVirtualThreadPerTaskExecutor()))
				.limit(3).toList().stream().map(CompletableFuture::join).toList();
		assertThat(answers).extracting(Answer::status).containsOnly(200);
		assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
	}

	private String keyOf(long id) {
		return community.jdbc().sql("select key from media where id = :id").param("id", id).query(String.class).single();
	}

	/** A server that ends between the move of the files and the commit of their row leaves them under this name. */
	private Path leftBehind(long id) throws IOException {
		var key = keyOf(id);
		var folder = Files.createDirectories(Path.of("target/test-home/media/shown", key.substring(0, 2), key));
		Files.writeString(folder.resolve("full.jpg"), "left");
		return folder;
	}

	@Test
	void whatACrashLeftIsReplacedByTheNextTry() throws IOException {
		var allowed = sending.allow("image/png", file.length);
		community.anybody().put(Sending.link(allowed), file, "image/png");
		leftBehind(allowed.id());
		var ready = member.client().post("/media/" + allowed.id() + "/complete", Map.of());
		assertThat(ready.status()).isEqualTo(200);
		assertThat(community.anybody().get("!" + ready.text("/variants/2/url")).body()).isNotEqualTo("left");
	}

	@Test
	void whatACrashLeftIsSweptWithItsUpload() throws IOException {
		var allowed = sending.allow("image/png", file.length);
		community.anybody().put(Sending.link(allowed), file, "image/png");
		var folder = leftBehind(allowed.id());
		community.jdbc().sql("update media set unused_since = unused_since - interval '3 hours' where id = :id")
				.param("id", allowed.id()).update();
		removals.sweep();
		assertThat(folder).doesNotExist();
		assertThat(isStored(allowed.id())).isFalse();
	}

	@Test
	void whatWasSentIsNotKeptThoughTheServerEndedBeforeItForgotIt() throws IOException {
		var left = Files.writeString(Files.createDirectories(Path.of("target/test-home/media/incoming")).resolve("8000000000"),
				"GPS 37.5665N");
		Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(3))));
		store.sweep();
		assertThat(left).doesNotExist();
	}

	@Test
	void nothingOfAnotherTypeOrSizeIsStored() {
		var allowed = sending.allow("image/png", file.length);
		var link = Sending.link(allowed);
		isRefused(community.anybody().put(link, file, "image/jpeg"), 422, "not-as-signed");
		isRefused(community.anybody().put(link, new byte[file.length + 1], "image/png"), 422, "not-as-signed");
		isRefused(community.anybody().put(link, new byte[file.length - 1], "image/png"), 422, "not-as-signed");
		assertThat(isStored(allowed.id())).isFalse();
		isRefused(member.client().post("/media/" + allowed.id() + "/complete", Map.of()), 409, "nothing-sent");
		assertThat(community.anybody().put(link, file, "image/png").status()).as("the link is good still").isEqualTo(204);
	}

	@Test
	void aLinkThatWasChangedOpensNothing() {
		var mine = sending.allow("image/png", file.length);
		var link = Sending.link(mine);
		var other = sending.allow("image/png", file.length);
		for (var changed : new String[]{ link.replace("size=" + file.length, "size=" + (file.length + 1)),
				link.replace("image%2Fpng", "image%2Fjpeg"), link.replaceAll("expires=\\d+", "expires=9999999999"),
				link.replace("/media/" + mine.id(), "/media/" + other.id()), link.replaceAll("signature=..", "signature=AA"),
				link.replaceAll("&signature=.*", "") }) {
			isRefused(community.anybody().put(changed, file, "image/png"), 403, "bad-link");
		}
	}

	@Test
	void aLinkEnds() {
		var id = sending.allow("image/png", file.length).id();
		var before = Instant.now().getEpochSecond() - 1;
		var link = "!/api/v1/media/" + id + "/file?type=image%2Fpng&size=" + file.length + "&expires=" + before + "&signature="
				+ links.sign(id, "image/png", file.length, before);
		isRefused(community.anybody().put(link, file, "image/png"), 403, "link-expired");
	}

	@Test
	void nobodyCompletesOrRemovesAnothersPicture() {
		var other = community.aMember().client();
		var allowed = sending.allow("image/png", file.length);
		community.anybody().put(Sending.link(allowed), file, "image/png");
		var path = "/media/" + allowed.id();
		assertThat(other.post(path + "/complete", Map.of()).status()).isEqualTo(404);
		assertThat(other.delete(path).status()).isEqualTo(404);
		assertThat(member.client().post(path + "/complete", Map.of()).status()).isEqualTo(200);
		assertThat(other.delete(path).status()).isEqualTo(404);
		assertThat(other.patch(path, Map.of("alt", "x")).status()).isEqualTo(404);
		var moderator = community.aModerator().client();
		assertThat(moderator.delete(path).code()).isEqualTo("not-yours");
		assertThat(moderator.patch(path, Map.of("alt", "x")).code()).isEqualTo("not-yours");
		assertThat(member.client().get(path).status()).isEqualTo(200);
	}

	@Test
	void aQuotaIsKept() {
		community.jdbc().sql("""
				insert into media (owner_id, content_type, filename, size) values (:id, 'image/png', 'x', 524288000)
				""").param("id", member.id()).update();
		var answer = sending.allow("image/png", 1);
		isRefused(answer, 422, "invalid");
		assertThat(answer.text("/errors/0/code")).isEqualTo("too-much-kept");
	}

	@Test
	void aSilencedMemberSendsNothing() {
		community.aModerator().client().put("/admin/users/" + member.handle() + "/states/silenced", Map.of("detail", "x"));
		assertThat(sending.allow("image/png", 10).code()).isEqualTo("silenced");
	}

	@Test
	void aPictureIsDescribed() {
		var id = sending.send(file, "image/png").id();
		assertThat(member.client().patch("/media/" + id, Map.of("alt", " 마당의 고양이 ")).text("/alt")).isEqualTo("마당의 고양이");
		assertThat(member.client().patch("/media/" + id, Map.of("alt", "x\ny")).status()).isEqualTo(422);
		assertThat(member.client().patch("/media/" + id, Map.of("alt", "x".repeat(501))).status()).isEqualTo(422);
	}
}
