package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class CategoryModeratorsTest {

	@Autowired
	Community community;

	@Test
	void aMemberModeratesNamedCategoriesAndWhatIsBelowThem() {
		var admin = community.anAdmin();
		var above = community.aCategory();
		var below = community.aCategory(Map.of("parent", above));
		var elsewhere = community.aCategory();
		var closed = community.aCategory(Map.of("parent", above, "readRole", "moderator", "writeRole", "moderator"));
		var keeper = community.aMember();
		var author = community.aMember();
		assertThat(keeper.client().put("/categories/" + above + "/moderators/" + keeper.handle()).status()).isEqualTo(403);
		assertThat(admin.client().put("/categories/" + above + "/moderators/" + keeper.handle()).status()).isEqualTo(204);
		assertThat(admin.client().get("/categories/" + above + "/moderators").text("/items/0/handle"))
				.isEqualTo(keeper.handle());

		var post = community.aPost(author, below);
		var comment = community.aComment(author, post, "댓글");
		assertThat(keeper.client().delete("/comments/" + comment).status()).isEqualTo(204);
		assertThat(keeper.client().post("/comments/" + comment + "/restore", "{}").status()).isEqualTo(200);
		assertThat(keeper.client().patch("/posts/" + post, Map.of("pinned", true)).status()).isEqualTo(200);
		assertThat(keeper.client().patch("/posts/" + post, Map.of("title", "남의 글")).status()).isEqualTo(403);
		assertThat(keeper.client().delete("/posts/" + post).status()).isEqualTo(204);
		assertThat(keeper.client().get("/posts/" + post).text("/status")).isEqualTo("hidden");
		assertThat(keeper.client().post("/posts/" + post + "/restore", "{}").status()).isEqualTo(200);
		assertThat(keeper.client().get("/posts?category=" + closed).status()).isEqualTo(200);
		assertThat(author.client().get("/posts?category=" + closed).status()).isEqualTo(404);

		author.client().put("/users/" + keeper.handle() + "/block");
		var said = community.aComment(author, post, "중재자를 막은 사람의 댓글");
		assertThat(keeper.client().get("/posts/" + post + "/comments").body()).contains("중재자를 막은");
		assertThat(keeper.client().delete("/comments/" + said).status()).isEqualTo(204);
		author.client().delete("/users/" + keeper.handle() + "/block");
		var moved = author.client().patch("/posts/" + post, Map.of("category", elsewhere));
		assertThat(moved.json().at("/pinned").asBoolean()).as("a pin stays where it was put").isFalse();
		author.client().patch("/posts/" + post, Map.of("category", below));

		var other = community.aPost(author, elsewhere);
		assertThat(keeper.client().delete("/posts/" + other).status()).isEqualTo(403);
		assertThat(keeper.client().patch("/posts/" + other, Map.of("pinned", true)).status()).isEqualTo(403);
		assertThat(keeper.client().get("/admin/stats/overview").status()).isEqualTo(403);

		var program = community.anybody().with(keeper.client()
				.post("/users/me/access-tokens", Map.of("name", "x", "scopes", new String[]{ "write" })).text("/token"));
		assertThat(program.delete("/posts/" + post).status()).isEqualTo(403);

		admin.client().delete("/categories/" + above + "/moderators/" + keeper.handle());
		assertThat(keeper.client().delete("/posts/" + post).status()).isEqualTo(403);
	}
}
