package dev.madang.board.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

import dev.madang.platform.Problem;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class CsvTest {

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void escapesWhatASpreadsheetWouldCompute() {
		new Csv(response, "x.csv", "a", "b").row("=1+1", "says \"hi\", twice");
		assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8))
				.isEqualTo("\ufeffa,b\r\n'=1+1,\"says \"\"hi\"\", twice\"\r\n");
	}

	@Test
	void isReadAsItWasWritten() throws IOException {
		var cells = new String[]{ "한글", "", "a\r\nb", " with, \"all\" ", "'=", "\\n" };
		var csv = new Csv(response, "x.csv", "1", "2", "3", "4", "5", "6");
		csv.row(cells);
		csv.row("-1", "+1", "@sum", "\t=1", "\r=1", "a=1");
		var text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8).substring(1);
		var rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(text))
				.getRecords();
		assertThat(rows.getFirst().values()).isEqualTo(cells);
		assertThat(rows.getLast().values()).containsExactly("'-1", "'+1", "'@sum", "'\t=1", "'\r=1", "a=1");
	}

	@Test
	void refusesAFileThatNobodyOpensBeforeAnythingOfItIsSent() {
		response.setBufferSize(1 << 30);
		var csv = new Csv(response, "x.csv", "body");
		var version = "x".repeat(1 << 20);
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> {
			for (int i = 0; i < 9; i++) {
				csv.row(version);
			}
		}).satisfies(problem -> assertThat(problem.code()).isEqualTo("too-long-for-a-file"));
		assertThat(response.getContentAsByteArray()).isEmpty();
	}
}
