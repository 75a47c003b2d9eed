package dev.madang.member;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** A zip of everything that a member made, written while it is read: one JSON object a line in each file. */
public final class MemberArchive implements AutoCloseable {

	private static final int AT_ONCE = 4;

	private final ZipOutputStream zip;

	private final JsonMapper mapper;

	MemberArchive(OutputStream out, JsonMapper mapper) {
		this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
		this.mapper = mapper;
	}

	/** Writes one file, a row of a stream after the other. */
	public void lines(String name, Stream<?> rows) throws IOException {
		zip.putNextEntry(new ZipEntry(name + ".ndjson"));
		try (rows) {
			rows.forEach(this::line);
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
		zip.closeEntry();
	}

	private void line(Object row) {
		try {
			zip.write(mapper.writeValueAsBytes(row));
			zip.write('\n');
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Writes what a query finds, few rows at a time: each may be as long as the longest post. */
	public void rows(String name, StatementSpec query) throws IOException {
		lines(name, query.withFetchSize(AT_ONCE).query(new ColumnMapRowMapper()).stream());
	}

	/** Writes one file as it is. */
	public void file(String name, byte[] content) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(content);
		zip.closeEntry();
	}

	/** The same of a file that lies there. */
	public void file(String name, Path content) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		Files.copy(content, zip);
		zip.closeEntry();
	}

	@Override
	public void close() throws IOException {
		zip.close();
	}
}
