package dev.madang.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.PostBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@MadangTest
class TagSuggestionsTest {

	private static final String BODY = "골목 끝의 작은 책방에서 여는 독서 모임 이야기입니다. 책방 주인은 매주 시집을 읽고, 독서 모임에서는 소설을 읽습니다.";

	@Autowired
	Community community;

	private static List<String> names(JsonNode tags) {
		return tags.valueStream().map(tag -> tag.isString() ? tag.asString() : tag.path("name").asString()).toList();
	}

	private JsonNode suggested(Person person, String title, String body) {
		var answer = person.client().post("/tags/suggestions", Map.of("title", title, "body", body));
		assertThat(answer.status()).isEqualTo(200);
		return answer.json();
	}

	private static JsonNode published(PostBuilder post) {
		var answer = post.titled("책방의 독서 모임").saying(BODY).send();
		assertThat(answer.status()).isEqualTo(201);
		return answer.json();
	}

	@Test
	void keyPhrasesOfATextAreSuggested() {
		var answer = suggested(community.aMember(), "책방의 독서 모임", BODY);
		assertThat(answer.path("source").asString()).isEqualTo("own");
		assertThat(names(answer.path("tags"))).hasSizeBetween(3, 5).contains("책방").doesNotContain("이야기");
		var scores = answer.path("tags").valueStream().map(tag -> tag.path("score").asDouble()).toList();
		assertThat(scores).isSortedAccordingTo(java.util.Comparator.reverseOrder()).allMatch(score -> score > 0 && score <= 1);
	}

	@Test
	void urlsAndCodeSuggestNothing() {
		var body = BODY + """


				![](/media/8f2a/feed.jpg)
				[사이트](https://example.org/wallpaper/gallery) https://example.org/wallpaper/gallery/feed.jpg
				`const wallpaper = feed`

				```
				wallpaper feed gallery wallpaper
				```
				""";
		assertThat(names(suggested(community.aMember(), "책방의 독서 모임", body).path("tags"))).contains("책방")
				.doesNotContain("media", "feed", "jpg", "feed.jpg", "https", "example", "org", "wallpaper", "gallery", "const");
	}

	@ParameterizedTest
	@CsvSource({ "ㅋㅋㅋ, ㅠㅠ", "😀, 😀😀", "a, b", "제목, 본문" })
	void aPostThatSaysLittleHasSuggestionsToo(String title, String body) {
		var writer = community.aMember();
		var answer = community.aPost().by(writer).titled(title).saying(body).send();
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json().path("suggestedTags").size()).isLessThanOrEqualTo(5);
	}

	@Test
	void aNewPostSuggestsAndOnlyStoresWhatItIsAskedTo() {
		var writer = community.aMember();
		var category = community.aCategory();
		var plain = published(community.aPost().by(writer).in(category));
		assertThat(names(plain.path("suggestedTags"))).hasSizeBetween(3, 5).contains("책방");
		assertThat(names(plain.path("tags"))).isEmpty();
		var tagged = published(community.aPost().by(writer).in(category).with("autoTags", true).tagged("나의 태그"));
		assertThat(names(tagged.path("tags"))).contains("나의 태그").containsAll(names(tagged.path("suggestedTags")));
	}

	@Test
	void theCommunitysOwnTagsAndTheirCompanyCount() {
		var writer = community.aMember();
		var category = community.aCategory();
		for (int i = 0; i < 3; i++) {
			published(community.aPost().by(writer).in(category).tagged("밤마실클럽", "달빛산책회"));
		}
		var names = names(suggested(writer, "밤마실클럽 후기", "밤마실클럽에 다녀왔다").path("tags"));
		assertThat(names).contains("밤마실클럽", "달빛산책회");
		assertThat(names.getFirst()).isEqualTo("밤마실클럽");
	}

	@Test
	void preferredTagsAreThoseOfOwnPostsAndThoseThatOneFollows() {
		var writer = community.aMember();
		var category = community.aCategory();
		published(community.aPost().by(writer).in(category).tagged("가람", "나루"));
		published(community.aPost().by(writer).in(category).tagged("가람"));
		var other = community.aMember();
		published(community.aPost().by(other).in(category).tagged("다올"));
		assertThat(writer.client().put("/users/me/tags/다올/follow").status()).isEqualTo(204);
		assertThat(writer.client().put("/users/me/tags/다올/follow").status()).isEqualTo(204);
		assertThat(writer.client().put("/users/me/tags/없는태그입니다/follow").status()).isEqualTo(404);
		var tags = writer.client().get("/users/me/tags").json().path("items");
		assertThat(names(tags)).containsExactlyInAnyOrder("가람", "나루", "다올");
		assertThat(tags.get(0).path("weight").asDouble()).isEqualTo(1.0);
		assertThat(tags.valueStream().filter(tag -> tag.path("followed").asBoolean()).count()).isEqualTo(1);
		assertThat(writer.client().delete("/users/me/tags/다올/follow").status()).isEqualTo(204);
		assertThat(names(writer.client().get("/users/me/tags").json().path("items"))).doesNotContain("다올");
	}

	@Test
	void nothingIsSuggestedForNothing() {
		var person = community.aMember();
		assertThat(person.client().post("/tags/suggestions", Map.of("title", " ", "body", "")).status()).isEqualTo(422);
		assertThat(person.client().post("/tags/suggestions", Map.of("title", "a".repeat(201))).status()).isEqualTo(422);
		assertThat(community.anybody().post("/tags/suggestions", Map.of("title", "책")).status()).isEqualTo(401);
	}
}
