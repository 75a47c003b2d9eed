package dev.madang.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsbnTest {

	@ParameterizedTest
	@CsvSource({ "9780439023481,9780439023481", "978-0-439-02348-1,9780439023481", "' 978 0439 023481 ',9780439023481",
			"0439023483,9780439023481", "0-439-02348-3,9780439023481", "080442957X,9780804429573", "080442957x,9780804429573",
			"979-11-6254-000-8,9791162540008" })
	void readsWhatPeopleWrite(String written, String thirteen) {
		assertThat(Isbn.read(written)).contains(thirteen);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "9780439023482", "0439023484", "977043902348", "1234567890123", "X439023483", "97804390234811",
			"９780439023481", "nothing" })
	void refusesWhatIsNone(String written) {
		assertThat(Isbn.read(written)).isEmpty();
	}

	@Test
	void knowsRealDatesOfPublication() {
		assertThat(new String[]{ "1919", "1919-06", "1919-06-30", "2024-02-29", "-0800", "-750" })
				.allMatch(PublicationDate::isReal);
		assertThat(
				new String[]{ "19", "1919-13", "1919-6", "2023-02-29", "1919-06-31", "June 1919", "1919-06-30T00:00", "+1919" })
				.noneMatch(PublicationDate::isReal);
	}
}
