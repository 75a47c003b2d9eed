package dev.madang.media.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.madang.media.web.MediaFiles.ShownFile;
import dev.madang.platform.Problem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that is hidden while somebody asks for it. */
class ShownFileTest {

	@TempDir
	Path folder;

	private static void isNotFound(ThrowingCallable asked) {
		assertThatThrownBy(asked).isInstanceOfSatisfying(Problem.class,
				problem -> assertThat(problem.status()).isEqualTo(404));
	}

	@Test
	void whatIsHiddenAMomentAfterItWasFoundIsNotFound() throws IOException {
		var path = Files.writeString(folder.resolve("full.jpg"), "four");
		var shown = new ShownFile(path);
		assertThat(shown.contentLength()).isEqualTo(4);
		Files.delete(path);
		isNotFound(shown::contentLength);
		isNotFound(shown::getInputStream);
	}
}
