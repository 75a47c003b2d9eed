package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.madang.activity.Activity;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@SecondMadangTest
class ChangeTest {

	@Autowired
	SearchKinds kinds;

	@Autowired
	JsonMapper mapper;

	@Test
	void aLikeMakesNothingBeReadAgainButWhatIsSuggestedByItsName() {
		assertThat(touched("post.liked", "post:1")).isEmpty();
		assertThat(touched("comment.unliked", "comment:1")).isEmpty();
		assertThat(touched("post.edited", "post:1")).containsExactly("post");
		assertThat(touched("product.liked", "product:1")).containsExactly("product");
	}

	private List<String> touched(String verb, String subject) {
		var row = new Activity(1, Instant.EPOCH, 1L, verb, subject, "{}");
		Set<SearchKind> touched = new Change(List.of(row), kinds, mapper).touched().keySet();
		return touched.stream().map(SearchKind::word).toList();
	}
}
