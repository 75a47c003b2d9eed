package dev.madang.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

import dev.madang.member.OwnPictures;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lends pictures to profiles, which keep a small copy of their own. */
@Component
class AvatarPictures implements OwnPictures {

	private final JdbcClient jdbc;

	private final MediaStore store;

	AvatarPictures(JdbcClient jdbc, MediaStore store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	@Override
	public Optional<byte[]> find(Viewer viewer, long mediaId) {
		return jdbc.sql("""
				select key, format from media where id = :id and owner_id = :owner and ready_at is not null and not hidden
				""").param("id", mediaId).param("owner", viewer.id())
				.query((row, number) -> store.find(row.getString("key"), Size.FEED.label + "." + row.getString("format")))
				.optional().flatMap(file -> file).map(file -> {
					try {
						return Files.readAllBytes(file);
					}
					catch (IOException e) {
						throw new UncheckedIOException(e);
					}
				});
	}
}
