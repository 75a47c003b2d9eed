package dev.madang.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Everything that a member made, to take along. */
@Component
public class MemberExport {

	private final List<MemberData> parts;

	private final JsonMapper mapper;

	private final Limits limits;

	/** So many zips are made at once: each holds some texts of posts, and the connection that reads them. */
	private final Semaphore exports = new Semaphore(2);

	private final JdbcClient jdbc;

	MemberExport(List<MemberData> parts, JsonMapper mapper, Limits limits, JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.parts = parts;
		this.mapper = mapper;
		this.limits = limits;
	}

	/**
	 * Makes a zip of everything that a member made, as it is at one moment, in a file that whoever reads it removes: a slow
	 * reader holds no connection.
	 *
	 * @throws Problem 429 after five within an hour, 503 while two are made for others
	 */
	@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
	public Path make(Viewer viewer) throws IOException {
		if (!exports.tryAcquire()) {
			throw Problem.later(503, "busy", 10);
		}
		try {
			limits.take("export", String.valueOf(viewer.id()), 5, Duration.ofHours(1));
			return zip(viewer);
		}
		finally {
			exports.release();
		}
	}

	private Path zip(Viewer viewer) throws IOException {
		var file = Files.createTempFile("madang-export", ".zip",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		// pictures come from another server, for as long as that takes
		jdbc.sql("set local idle_in_transaction_session_timeout = 0").update();
		try (var archive = new MemberArchive(Files.newOutputStream(file), mapper)) {
			for (var part : parts) {
				part.export(viewer, archive);
			}
		}
		catch (IOException | RuntimeException e) {
			Files.deleteIfExists(file);
			throw e;
		}
		return file;
	}
}
