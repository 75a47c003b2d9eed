package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is found by whom, as things come, change and go. */
@SecondMadangTest
class SeenTest {

	@Autowired
	Community community;

	private Searching searching;

	private Community.Person author;

	private String category;

	private String word;

	@BeforeEach
	void aBoard() {
		searching = new Searching(community);
		author = community.aMember();
		category = community.aCategory();
		word = Searching.aWord();
	}

	private long aPost(String body) {
		return community.aPost().by(author).in(category).saying(body).id();
	}

	/** Usually within a second; beside all other tests on two cores it may take longer. */
	@Test
	void aNewPostIsFoundSoon() {
		searching.settle();
		var warm = aPost("몸풀기");
		assertThat(searching.posts(community.anybody(), "몸풀기", category)).containsExactly(warm);
		var id = aPost("새로 나온 " + word + "입니다");
		Searching.within(Duration.ofSeconds(5), () -> {
			var answer = community.anybody().get("/search?type=post&q=" + Searching.encoded(word)).json();
			return answer.at("/groups/0/items/0/id").asLong() == id && !answer.at("/relaxed").asBoolean()
					&& "ready".equals(answer.at("/index/state").asString())
					&& answer.at("/index/behindSeconds").asLong() == 0;
		});
	}

	@Test
	void anEditedPostIsFoundByWhatItSaysNow() {
		var id = aPost(word);
		assertThat(searching.posts(community.anybody(), word, category)).containsExactly(id);
		var other = Searching.aWord();
		author.client().patch("/posts/" + id, Map.of("body", other));
		assertThat(searching.posts(community.anybody(), word, category)).isEmpty();
		assertThat(searching.posts(community.anybody(), other, category)).containsExactly(id);
	}

	@Test
	void aHiddenPostIsNotFoundAndComesBackWithItsComments() {
		var id = aPost(word);
		var comment = community.aComment(community.aMember(), id, word);
		var moderator = community.aModerator().client();
		assertThat(searching.ids(community.anybody(), word, "&type=post,comment")).containsExactly(id, comment);
		moderator.delete("/posts/" + id);
		assertThat(searching.ids(community.anybody(), word, "&type=post,comment")).isEmpty();
		assertThat(searching.ids(author.client(), word, "&type=post,comment")).isEmpty();
		moderator.post("/posts/" + id + "/restore", Map.of());
		assertThat(searching.ids(community.anybody(), word, "&type=post,comment")).containsExactly(id, comment);
	}

	@Test
	void aCommentIsFoundUntilItIsRemoved() {
		var post = aPost("글");
		var comment = community.aComment(author, post, word);
		assertThat(searching.ids(community.anybody(), word, "&type=comment")).containsExactly(comment);
		author.client().delete("/comments/" + comment);
		assertThat(searching.ids(community.anybody(), word, "&type=comment")).isEmpty();
	}

	@Test
	void aDraftIsFoundByNobodyUntilItIsPublished() {
		var id = community.aPost().by(author).in(category).titled("초안").saying(word).draft().id();
		assertThat(searching.posts(author.client(), word, category)).isEmpty();
		author.client().patch("/posts/" + id, Map.of("status", "published"));
		assertThat(searching.posts(community.anybody(), word, category)).containsExactly(id);
	}

	@Test
	void whatMovesToABoardThatOneMayNotReadIsFoundOnlyByThoseWhoMay() {
		var id = aPost(word);
		var comment = community.aComment(author, id, word);
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		var moderator = community.aModerator().client();
		assertThat(searching.ids(author.client(), word, "&type=post,comment")).containsExactly(id, comment);
		assertThat(moderator.patch("/posts/" + id, Map.of("category", closed)).status()).isEqualTo(200);
		assertThat(searching.ids(author.client(), word, "&type=post,comment")).isEmpty();
		assertThat(searching.ids(community.anybody(), word, "&type=post,comment")).isEmpty();
		assertThat(searching.posts(author.client(), word, closed)).isEmpty();
		assertThat(searching.ids(moderator, word, "&type=post,comment")).containsExactly(id, comment);
	}

	@Test
	void aBlockHidesBothFromEachOtherAndFromTheCount() {
		var reader = community.aMember();
		var nameOfReader = Searching.aWord();
		var nameOfAuthor = Searching.aWord();
		reader.client().patch("/users/me", Map.of("name", nameOfReader));
		author.client().patch("/users/me", Map.of("name", nameOfAuthor));
		var post = aPost(word);
		var ofReader = community.aPost().by(reader).in(category).saying(word).id();
		var underBlocked = community.aComment(community.aMember(), post, word);
		assertThat(searching.ids(reader.client(), word, "&type=post,comment")).containsExactlyInAnyOrder(post, ofReader,
				underBlocked);
		reader.client().put("/users/" + author.handle() + "/block");
		assertThat(searching.ids(reader.client(), word, "&type=post,comment")).containsExactly(ofReader);
		assertThat(searching.ids(author.client(), word, "&type=post")).containsExactly(post);
		assertThat(searching.ids(community.anybody(), word, "&type=post")).hasSize(2);
		assertThat(searching.ids(reader.client(), nameOfAuthor, "&type=user")).isEmpty();
		assertThat(searching.ids(author.client(), nameOfReader, "&type=user")).isEmpty();
		assertThat(searching.ids(community.anybody(), nameOfReader, "&type=user")).containsExactly(reader.id());
	}

	@Test
	void aMemberIsFoundByTheNameThatIsTheirsNow() {
		author.client().patch("/users/me", Map.of("name", word));
		assertThat(searching.ids(community.anybody(), word, "&type=user")).containsExactly(author.id());
	}

	@Test
	void nobodyLearnsTheWordsOfBoardsThatTheyMayNotRead() {
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		var moderator = community.aModerator();
		for (int i = 0; i < 2; i++) {
			community.aPost().by(moderator).in(closed).titled("비밀").saying(word).tagged(word + "표").send();
		}
		var beginning = word.substring(0, word.length() - 1);
		assertThat(searching.suggested(moderator.client(), word)).contains(word, word + "표");
		assertThat(searching.suggested(community.anybody(), word)).isEmpty();
		assertThat(searching.suggested(author.client(), beginning)).noneMatch(text -> text.startsWith(word));
		var wrong = word + "q";
		assertThat(searching.search(moderator.client(), wrong, "").at("/correction").asString()).isEqualTo(word);
		var answer = searching.search(community.anybody(), wrong, "");
		assertThat(answer.at("/correction").isMissingNode()).isTrue();
	}

	@Test
	void nobodyLearnsTheWordsOfWhatIsHidden() {
		for (int i = 0; i < 2; i++) {
			var id = aPost(word);
			searching.settle();
			author.client().delete("/posts/" + id);
		}
		assertThat(searching.suggested(community.anybody(), word)).isEmpty();
		assertThat(searching.search(community.anybody(), word + "q", "").at("/correction").isMissingNode()).isTrue();
	}
}
