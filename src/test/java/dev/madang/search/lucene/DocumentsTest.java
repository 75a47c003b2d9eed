package dev.madang.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.madang.language.Korean;
import dev.madang.search.Meaning;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.testing.Aside;
import org.apache.lucene.index.IndexableField;
import org.junit.jupiter.api.Test;

/** What of a text is in the index. */
@Aside
class DocumentsTest {

	private static final SearchKind POST = SearchKind.of("post", SearchKind.Trait.DATED);

	private final Documents documents = new Documents(new Korean(List.of()), Meaning.NONE);

	private IndexableField[] bases(String body) {
		return documents.of(new SearchEntry(new SearchEntry.Key(POST, 1), "", body, List.of(),
				new SearchEntry.Origin(1, 1, Instant.EPOCH, null), 0)).getFields(Fields.BASE);
	}

	/** Looking for the ends of the word at each morpheme would take minutes. */
	@Test
	void aTextOfOneWordTakesAsLongAsOthers() {
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(bases("책을읽고".repeat(30_000))).isNotEmpty());
	}
}
