package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.madang.media.MediaStore.Served;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** What every store of pictures does. */
public abstract class MediaStoreContract {

	private static int keys;

	protected final HttpClient http = HttpClient.newHttpClient();

	protected final String key = "%022d".formatted(++keys);

	protected abstract MediaStore store();

	/** Sends a file as a client does. */
	protected abstract void send(long id, byte[] file) throws IOException, InterruptedException;

	/** Three files, each with its name in it. */
	protected Path made(String text) throws IOException {
		var folder = store().folder();
		for (var name : List.of("thumb.jpg", "feed.jpg", "full.jpg")) {
			Files.writeString(folder.resolve(name), text + name);
		}
		return folder;
	}

	protected void keep(String text, boolean hidden) throws IOException {
		var folder = made(text);
		store().keep(key, folder, hidden);
		FileSystemUtils.deleteRecursively(folder);
	}

	/** What a reader gets. */
	protected Optional<String> served(String name) throws IOException, InterruptedException {
		var found = store().find(key, name);
		if (found.isEmpty()) {
			return Optional.empty();
		}
		return switch (found.get()) {
			case Served.OnDisk(var path) -> Optional.of(Files.readString(path));
			case Served.Elsewhere(var url, var _) -> {
				var answer = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
				yield answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
			}
		};
	}

	private Optional<String> opened(String name) throws IOException {
		try (var file = store().open(key, name).orElse(null)) {
			return file == null ? Optional.empty() : Optional.of(Files.readString(file.path()));
		}
	}

	@Test
	void whatWasSentIsThereUntilItIsForgotten() throws Exception {
		var file = "마당".getBytes(StandardCharsets.UTF_8);
		var id = 7_000_000L + keys;
		assertThat(store().received(id, file.length)).isEmpty();
		send(id, file);
		try (var received = store().received(id, file.length).orElseThrow()) {
			assertThat(Files.readAllBytes(received.path())).isEqualTo(file);
		}
		assertThat(store().received(id, file.length + 1)).as("of another size than was allowed").isEmpty();
		store().forget(id);
		assertThat(store().received(id, file.length)).isEmpty();
		store().forget(id);
	}

	@Test
	void whatIsKeptIsServed() throws Exception {
		assertThat(served("feed.jpg")).isEmpty();
		keep("first ", false);
		assertThat(served("feed.jpg")).contains("first feed.jpg");
		assertThat(opened("full.jpg")).contains("first full.jpg");
		assertThat(served("feed.png")).isEmpty();
		keep("second ", false);
		assertThat(served("feed.jpg")).as("in the place of what a crash has left").contains("second feed.jpg");
	}

	@Test
	void whatIsHiddenIsKeptAndNotServed() throws Exception {
		keep("", false);
		for (var times = 0; times < 2; times++) {
			store().hide(key);
			assertThat(served("thumb.jpg")).isEmpty();
			assertThat(opened("thumb.jpg")).contains("thumb.jpg");
		}
		for (var times = 0; times < 2; times++) {
			store().show(key);
			assertThat(served("thumb.jpg")).contains("thumb.jpg");
		}
	}

	@Test
	void whatIsKeptHiddenIsNotServedEither() throws Exception {
		keep("shown ", false);
		keep("hidden ", true);
		assertThat(served("full.jpg")).isEmpty();
		assertThat(opened("full.jpg")).contains("hidden full.jpg");
		store().show(key);
		assertThat(served("full.jpg")).contains("hidden full.jpg");
	}

	@Test
	void whatIsRemovedIsGone() throws Exception {
		for (var hidden : new boolean[]{ false, true }) {
			keep("", hidden);
			store().remove(key);
			store().remove(key);
			assertThat(served("full.jpg")).isEmpty();
			assertThat(opened("full.jpg")).isEmpty();
		}
		store().hide(key);
		store().show(key);
		assertThat(opened("full.jpg")).as("nothing comes back").isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "../../../../../etc/host,full.jpg", "kkkkkkkkkkkkkkkkkkkkkk,../full.jpg", "kkkkkkkkkkkkkkkkkkkkkk,full.svg",
			"short,full.jpg" })
	void otherNamesLeadNowhere(String otherKey, String name) throws IOException {
		assertThat(store().find(otherKey, name)).isEmpty();
		assertThat(store().open(otherKey, name)).isEmpty();
	}
}
