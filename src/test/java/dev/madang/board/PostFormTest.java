package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.madang.media.Media;
import dev.madang.platform.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PostFormTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static PostForm form(String field, Object value) {
		var fields = new HashMap<String, Object>(Map.of("category", "free", "title", "제목", "body", "본문"));
		fields.put(field, value);
		return JSON.convertValue(fields, PostForm.class);
	}

	private static void isRefused(PostForm form, String field, String code) {
		assertThat(catchThrowableOfType(Problem.class, form::checked).violations()).extracting("field", "code")
				.containsOnly(tuple(field, code));
	}

	@ParameterizedTest
	@CsvSource({ "rating,0,bad-rating", "rating,11,bad-rating", "status,gone,bad-status", "title,'',blank" })
	void saysWhichFieldIsWrong(String field, String value, String code) {
		isRefused(form(field, value), field, code);
	}

	@Test
	void aTitleHasTwoHundredCharactersAtMost() {
		assertThat(form("title", "가".repeat(200)).check().passed()).isTrue();
		isRefused(form("title", "가".repeat(201)), "title", "too-long");
	}

	@Test
	void aBodyIsMeasuredInBytes() {
		assertThat(form("body", "가".repeat((1 << 20) / 3)).check().passed()).isTrue();
		isRefused(form("body", "가".repeat(400_000)), "body", "too-many-bytes");
		isRefused(form("body", "a\u0000b"), "body", "unstorable-character");
	}

	@ParameterizedTest
	@ValueSource(ints = { 11, 250_000 })
	void tagsAreTenAtMost(int many) {
		isRefused(form("tags", IntStream.range(0, many).mapToObj(i -> "t" + i).toList()), "tags", "too-many");
	}

	@Test
	void aTagIsAText() {
		isRefused(form("tags", Collections.singletonList(null)), "tags", "missing");
	}

	@Test
	void picturesAreSoManyAtMost() {
		assertThat(form("mediaIds", Collections.nCopies(Media.MOST, 1)).check().passed()).isTrue();
		isRefused(form("mediaIds", Collections.nCopies(Media.MOST + 1, 1)), "mediaIds", "too-many");
	}

	@Test
	void suggestedTagsFillWhatIsLeftOfTenWhereThatIsWanted() {
		var ten = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
		assertThat(form("tags", List.of("나의 태그")).tagged(ten).tags()).containsExactly("나의 태그");
		assertThat(form("autoTags", true).tagged(ten).tags()).containsExactlyElementsOf(ten);
		assertThat(form("autoTags", true).tagged(List.of("하나")).tagged(ten).tags()).hasSize(10).startsWith("하나", "1");
	}
}
