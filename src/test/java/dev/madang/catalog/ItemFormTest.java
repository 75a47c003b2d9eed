package dev.madang.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.platform.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ItemFormTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static ItemForm form(String kind, Map<String, ?> more) {
		var fields = new HashMap<String, Object>(Map.of("kind", kind, "title", "책"));
		fields.putAll(more);
		return JSON.convertValue(fields, ItemForm.class);
	}

	private static void isRefused(ItemForm form, String field, String code) {
		assertThat(catchThrowableOfType(Problem.class, form::tidy).violations()).extracting("field", "code")
				.containsOnly(tuple(field, code));
	}

	@ParameterizedTest
	@CsvSource({ "kind,song,bad-kind", "title,'  ',blank", "isbn13,9780439023482,bad-isbn",
			"publishedOn,2023-02-30,bad-publication-date", "language,not a tag,bad-language-tag",
			"coverUrl,http://plain.example/x.jpg,bad-cover", "coverUrl,HTTP://covers.example/a.jpg,bad-cover",
			"coverUrl,javascript:alert(1),bad-cover" })
	void saysWhichFieldIsWrong(String field, String value, String code) {
		isRefused(form("book", Map.of(field, value)), field, code);
	}

	@Test
	void aFilmHasNoIsbn() {
		isRefused(form("film", Map.of("isbn13", "9780439023481")), "isbn13", "books-only");
	}

	@Test
	void creatorsAreAHundredAtMostOfOneLineEach() {
		assertThat(form("book", Map.of("creators", Collections.nCopies(100, "헤세"))).tidy().creators()).hasSize(100);
		isRefused(form("book", Map.of("creators", Collections.nCopies(101, "헤세"))), "creators", "too-many");
		isRefused(form("book", Map.of("creators", List.of("a\u0000"))), "creators", "unstorable-character");
	}

	@Test
	void allThatIsWrongIsSaidAtOnce() {
		assertThat(catchThrowableOfType(Problem.class, () -> form("song", Map.of("title", "", "isbn13", "x")).tidy())
				.violations()).extracting("field").contains("kind", "title", "isbn13");
	}
}
