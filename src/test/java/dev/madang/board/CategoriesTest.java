package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import javax.sql.DataSource;

import dev.madang.platform.ClusterSignals;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Unreliable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MadangTest
class CategoriesTest {

	@Autowired
	Community community;

	@Autowired
	DataSource dataSource;

	@Autowired
	ClusterSignals signals;

	@Test
	void onlyAdminsShapeTheTree() {
		var form = Map.of("slug", Community.unique("c"), "name", "게시판");
		assertThat(community.anybody().post("/categories", form).status()).isEqualTo(401);
		assertThat(community.aModerator().client().post("/categories", form).status()).isEqualTo(403);
		var answer = community.anAdmin().client().post("/categories", form);
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json().at("/tier").asInt()).isZero();
		assertThat(community.anAdmin().client().post("/categories", form).code()).isEqualTo("slug-taken");
	}

	@Test
	void whatCannotBeReadAtOnceIsReadAtTheNextUse() {
		var database = new Unreliable(dataSource);
		var categories = new Categories(JdbcClient.create(database), signals);
		var slug = community.aCategory();
		// a signal of another test may have had it read the tree a moment before
		await().until(() -> categories.tree().find(slug).isPresent());
		community.anAdmin().client().patch("/categories/" + slug, Map.of("name", "새 이름"));
		database.goAway();
		categories.reload();
		database.comeBack();
		assertThat(categories.tree().find(slug)).map(Category::name).contains("새 이름");
	}

	@Test
	void showsChildrenAfterTheirParent() {
		var parent = community.aCategory();
		var child = community.aCategory(Map.of("parent", parent));
		var slugs = community.anybody().get("/categories").json().at("/items").findValuesAsString("slug");
		assertThat(slugs.indexOf(child)).isEqualTo(slugs.indexOf(parent) + 1);
	}

	@Test
	void isNotMovedBelowItself() {
		var parent = community.aCategory();
		var child = community.aCategory(Map.of("parent", parent));
		var admin = community.anAdmin().client();
		assertThat(admin.patch("/categories/" + parent, Map.of("parent", child)).text("/errors/0/code"))
				.isEqualTo("below-itself");
		assertThat(admin.patch("/categories/" + child, "{\"parent\":null,\"name\":\"새 이름\"}").json().at("/tier").asInt())
				.isZero();
	}

	@Test
	void isNotOpenedByLeavingARoleOut() {
		var category = community.aCategory(Map.of("readRole", "member"));
		assertThat(community.anAdmin().client().patch("/categories/" + category, "{\"readRole\":null}").status())
				.isEqualTo(422);
		assertThat(community.anybody().get("/posts?category=" + category).status()).isEqualTo(404);
	}

	@Test
	void isNotRemovedWithItsPosts() {
		var author = community.aMember();
		var admin = community.anAdmin().client();
		var category = community.aCategory();
		var target = community.aCategory();
		var shown = community.aPost(author, category);
		var hidden = community.aPost(author, category);
		author.client().delete("/posts/" + hidden);
		assertThat(admin.delete("/categories/" + category).code()).isEqualTo("category-has-posts");
		assertThat(admin.delete("/categories/" + category + "?moveTo=" + category).status()).isEqualTo(409);
		assertThat(admin.delete("/categories/" + category + "?moveTo=" + target).status()).isEqualTo(204);
		assertThat(community.anybody().get("/posts/" + shown).text("/category/slug")).isEqualTo(target);
		assertThat(community.anybody().get("/posts?category=" + target + "&page=1").json().at("/total").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/posts?category=" + target + "&sort=popular").json().at("/items").size())
				.isEqualTo(1);
		assertThat(community.anybody().get("/posts?category=" + category).status()).isEqualTo(404);
	}

	@Test
	void isNotRemovedWithCategoriesBelow() {
		var parent = community.aCategory();
		community.aCategory(Map.of("parent", parent));
		assertThat(community.anAdmin().client().delete("/categories/" + parent).code()).isEqualTo("category-has-children");
	}
}
