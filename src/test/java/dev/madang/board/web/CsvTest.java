package dev.madang.board.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;

import dev.madang.platform.Problem;
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
