package dev.madang.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

import dev.madang.member.OwnPictures;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Lends pictures to profiles, which keep a small copy of their own. */
@Component
class AvatarPictures implements OwnPictures {

	private final JdbcClient jdbc;

	private final StoredFiles files;

	private final WorkFolder work;

	private final ProcessingQueue queue;

	private final ImageProcessor imageProcessor;

	AvatarPictures(JdbcClient jdbc, StoredFiles files, WorkFolder work, ProcessingQueue queue, ImageProcessor imageProcessor) {
		this.queue = queue;
		this.imageProcessor = imageProcessor;
		this.jdbc = jdbc;
		this.files = files;
		this.work = work;
	}

	@Override
	public Optional<byte[]> find(Viewer viewer, long mediaId, int side) {
		return jdbc.sql("""
				select key, format from media where id = :id and owner_id = :owner and ready_at is not null and not hidden
				""").param("id", mediaId).param("owner", viewer.id())
				.query((row, number) -> new String[]{ row.getString("key"), Size.FEED.label + "." + row.getString("format") })
				.optional().flatMap(file -> square(viewer, file[0], file[1], side));
	}

	private Optional<byte[]> square(Viewer viewer, String key, String name, int side) {
		try (var file = files.open(key, name).orElse(null)) {
			return file == null
					? Optional.empty()
					: Optional.of(queue.take(viewer.id(), () -> imageProcessor.square(file.path(), side)));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public byte[] process(Viewer viewer, InputStream file, int mostBytes, int side) throws IOException {
		var folder = work.folder();
		try {
			var sent = folder.resolve("sent");
			if (Files.copy(file, sent) > mostBytes) {
				throw Problem.invalid("picture", "picture-too-large", mostBytes >> 20, 0);
			}
			var kind = PictureKind.of(sent).orElseThrow(() -> Problem.invalid("picture", "not-a-picture"));
			return queue.take(viewer.id(), () -> {
				var renditions = imageProcessor.process(sent, kind.contentType, folder);
				return imageProcessor.square(folder.resolve(Size.FULL.label + "." + renditions.format()), side);
			});
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}
}
