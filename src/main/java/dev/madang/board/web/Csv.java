package dev.madang.board.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A download of comma-separated values, RFC 4180, with a byte order mark so that spreadsheets read Hangul, and with an
 * apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection).
 */
final class Csv {

	private final HttpServletResponse response;

	private final String filename;

	private final String[] columns;

	/** Of all rows: a thousand versions of a long post. */
	private static final int MOST_CHARACTERS = 8 << 20;

	private @Nullable CSVPrinter printer;

	private long length;

	Csv(HttpServletResponse response, String filename, String... columns) {
		// with a turn, the file is sent when it is whole: no slow reader keeps the rows' cursor open
		RequestMemory.hold(RequestMemory.FREE + 1);
		this.response = response;
		this.filename = filename;
		this.columns = columns;
	}

	void row(String... cells) {
		try {
			var open = printer == null ? begin() : printer;
			for (var each : cells) {
				length += each.length();
			}
			if (length > MOST_CHARACTERS) {
				response.reset();
				throw Problem.of(422, "too-long-for-a-file");
			}
			open.printRecord(Arrays.stream(cells).map(Csv::withoutFormula));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Only with the first row, so that a refusal before it can still be told. */
	private CSVPrinter begin() throws IOException {
		response.setContentType("text/csv;charset=UTF-8");
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				ContentDisposition.attachment().filename(filename).build().toString());
		response.getWriter().write('\ufeff');
		printer = CSVFormat.RFC4180.builder().setHeader(columns).get().print(response.getWriter());
		return printer;
	}

	private static String withoutFormula(String value) {
		return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
	}
}
