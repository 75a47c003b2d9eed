package dev.madang.board.web;

import java.nio.charset.StandardCharsets;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Comma-separated values, RFC 4180, with a byte order mark so that spreadsheets read Hangul, and with an apostrophe before
 * what a spreadsheet would take for a formula (OWASP, CSV injection).
 */
final class Csv {

	private final StringBuilder text = new StringBuilder("\ufeff");

	Csv(String... columns) {
		row(columns);
	}

	void row(String... cells) {
		for (int i = 0; i < cells.length; i++) {
			text.append(i == 0 ? "" : ",").append(cell(cells[i]));
		}
		text.append("\r\n");
	}

	private static String cell(String value) {
		var safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
		return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
	}

	/** The file as a download. */
	ResponseEntity<byte[]> download(String filename) {
		return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
				.header(HttpHeaders.CONTENT_DISPOSITION,
						ContentDisposition.attachment().filename(filename).build().toString())
				.body(text.toString().getBytes(StandardCharsets.UTF_8));
	}
}
