package dev.madang.platform.archive;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads an archive, plain or gzip, some lines at a time, and knows how far it is. */
public final class ArchiveFile implements AutoCloseable {

	/** The longest line: a post of 1 MB whose every character is escaped, and some room. */
	private static final int LONGEST = 8 << 20;

	private final Counted bytes;

	private final long size;

	private final BufferedReader reader;

	private final JsonMapper mapper;

	private long number;

	/** @throws IOException if it cannot be read or is no gzip though its name says so */
	public ArchiveFile(Path path, JsonMapper mapper) throws IOException {
		this.size = Files.size(path);
		this.bytes = new Counted(Files.newInputStream(path));
		this.mapper = mapper;
		var buffered = new BufferedInputStream(bytes, 1 << 16);
		buffered.mark(2);
		var gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
		buffered.reset();
		this.reader = new BufferedReader(new InputStreamReader(gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered,
				StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)), 1 << 16);
	}

	/**
	 * The next lines, at most so many; none at the end. What is no JSON object is refused.
	 *
	 * @throws IOException if the file is cut off or not UTF-8, with the line where it ends
	 */
	public List<ArchiveLine> next(int most, BiConsumer<ArchiveLine, String> refuse) throws IOException {
		var lines = new ArrayList<ArchiveLine>();
		var characters = 0;
		while (lines.size() < most && characters < LONGEST) {
			var text = line();
			if (text == null) {
				break;
			}
			characters += text.length();
			if (!text.isBlank()) {
				parse(text, lines, refuse);
			}
		}
		return lines;
	}

	private @Nullable String line() throws IOException {
		number++;
		try {
			return reader.readLine();
		}
		catch (EOFException | ZipException e) {
			throw new IOException("line " + number + ": the file is cut off or damaged", e);
		}
		catch (CharacterCodingException e) {
			throw new IOException("line " + number + ": the file is not UTF-8", e);
		}
	}

	private void parse(String text, List<ArchiveLine> lines, BiConsumer<ArchiveLine, String> refuse) {
		try {
			var json = text.length() > LONGEST ? null : mapper.readTree(text);
			var line = new ArchiveLine(number, json == null ? mapper.createObjectNode() : json);
			if (json == null || !json.isObject()) {
				refuse.accept(line, json == null ? "it is longer than 8 million characters" : "it is no JSON object");
			}
			else {
				lines.add(line);
			}
		}
		catch (JacksonException e) {
			refuse.accept(new ArchiveLine(number, mapper.createObjectNode()),
					"it is no JSON: " + e.getOriginalMessage().split("[(\n]", 2)[0].strip());
		}
	}

	/** How much of the file has been read, from 0 to 1. */
	public double progress() {
		return size == 0 ? 1 : (double) bytes.count / size;
	}

	@Override
	public void close() throws IOException {
		reader.close();
	}

	private static final class Counted extends InputStream {

		private final InputStream stream;

		private long count;

		Counted(InputStream stream) {
			this.stream = stream;
		}

		@Override
		public int read() throws IOException {
			var read = stream.read();
			count = count + (read < 0 ? 0 : 1);
			return read;
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			var read = stream.read(into, offset, length);
			count = count + Math.max(read, 0);
			return read;
		}

		@Override
		public void close() throws IOException {
			stream.close();
		}
	}
}
