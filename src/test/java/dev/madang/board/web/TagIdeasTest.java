package dev.madang.board.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;

import dev.madang.board.Categories;
import dev.madang.board.PostForm;
import dev.madang.board.PostHiding;
import dev.madang.board.PostReading;
import dev.madang.board.Posts;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.IdempotentWrites;
import dev.madang.platform.web.MergePatch;
import dev.madang.tagging.OutsideTags;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What of posts an outside server reads that names tags. */
@MadangTest
class TagIdeasTest {

	@Autowired
	Community community;

	@Autowired
	ApplicationContext context;

	private final OutsideTags outside = new OutsideTags();

	/** Which makes a post's suggestions and publishes it, as the context's own would if there were such a server. */
	private PostApi api() {
		return new PostApi(context.getBean(Posts.class), context.getBean(PostHiding.class), context.getBean(PostReading.class),
				context.getBean(PostView.class), context.getBean(IdempotentWrites.class), context.getBean(MergePatch.class),
				ideas());
	}

	private TagIdeas ideas() {
		return new TagIdeas(outside.suggestions(context), context.getBean(Categories.class), context.getBean(Posts.class));
	}

	private Viewer aWriter() {
		var member = community.aMember();
		return new Viewer(member.id(), member.handle(), member.handle(), Role.MEMBER, 0);
	}

	private static PostForm form(String category, String title, String status) {
		return PostForm.of(category, title, "골목 끝의 작은 책방", List.of(), null, null, status);
	}

	@Test
	void aPostForEverybodyIsReadOutside() {
		var answer = api().publish(form(community.aCategory(), "모두의 글", "published"), null, aWriter());
		assertThat(answer.getBody()).contains("밖에서");
		assertThat(outside.asked()).containsExactly("모두의 글");
	}

	@Test
	void aDraftAndAPostInAClosedBoardAreNot() {
		var writer = aWriter();
		var members = community.aCategory(Map.of("readRole", "member"));
		for (var form : List.of(form(community.aCategory(), "임시 글", "draft"), form(members, "회원의 글", "published"))) {
			var answer = api().publish(form, null, writer);
			assertThat(answer.getStatusCode().value()).isEqualTo(201);
			assertThat(answer.getBody()).contains("suggestedTags").doesNotContain("밖에서");
		}
		assertThat(ideas().of(members, "회원의 글", "골목 끝의 작은 책방", writer).source()).isEqualTo("own");
		assertThat(ideas().of("", "어딘가의 글", "골목 끝의 작은 책방", writer).source()).isEqualTo("own");
		assertThat(outside.asked()).isEmpty();
	}

	@Test
	void aPostThatIsRefusedIsNot() {
		var writer = aWriter();
		var moderators = community.aCategory(Map.of("writeRole", "moderator"));
		for (var category : List.of("no-such-board", moderators)) {
			assertThatExceptionOfType(Problem.class)
					.isThrownBy(() -> api().publish(form(category, "쓸 수 없는 곳의 글", "published"), null, writer));
		}
		assertThat(outside.asked()).isEmpty();
	}

	@Test
	void aPostThatIsSentAgainIsReadOnce() {
		var writer = aWriter();
		var form = form(community.aCategory(), "한 번 쓴 글", "published");
		var first = api().publish(form, "once", writer);
		var again = api().publish(form, "once", writer);
		assertThat(again.getBody()).isEqualTo(first.getBody());
		assertThat(outside.asked()).containsExactly("한 번 쓴 글");
	}
}
