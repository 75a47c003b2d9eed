package dev.madang.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class SitemapTest {

	@Autowired
	Community community;

	@Test
	void theIndexLeadsToEverythingThatAnybodyMayReadAndToNothingElse() {
		var author = community.aMember();
		var shown = community.aPost().by(author).id();
		var closed = community.aPost(author, community.aCategory(Map.of("readRole", "member")));
		var hidden = community.aPost().by(author).id();
		community.aModerator().client().delete("/posts/" + hidden);
		var item = community.anItem().id();
		var product = community.aProduct().by(author).id();
		var withdrawn = community.aProduct().by(author).with("status", "hidden").id();
		assertThat(get("/sitemap/products-" + product / Sitemap.MOST + ".xml")).contains("/products/" + product + "<")
				.doesNotContain("/products/" + withdrawn + "<");
		assertThat(get("/products/" + product)).contains("\"priceCurrency\":\"KRW\"").contains("\"price\":\"12000\"");
		assertThat(get("/robots.txt")).contains("/sitemap.xml").contains("\nDisallow: /products/*/go\n");
		assertThat(get("/sitemap.xml")).contains("/sitemap/places-0.xml</loc>").contains("/sitemap/items-0.xml</loc>");
		var posts = get("/sitemap/posts-" + shown / Sitemap.MOST + ".xml");
		assertThat(posts).contains("/p/" + shown + "</loc><lastmod>").doesNotContain("/p/" + closed + "<")
				.doesNotContain("/p/" + hidden + "<");
		assertThat(get("/sitemap/items-" + item / Sitemap.MOST + ".xml")).contains("/items/" + item + "<");
		assertThat(get("/sitemap/places-0.xml")).contains("/c/");
	}

	@Test
	void whatWasMergedIntoAnotherIsNotTwoThings() {
		var item = community.anItem().id();
		var duplicate = community.anItem().id();
		assertThat(community.aModerator().client().post("/items/" + duplicate + "/merge", Map.of("into", item)).status())
				.isEqualTo(200);
		assertThat(get("/sitemap/items-" + item / Sitemap.MOST + ".xml")).contains("/items/" + item + "<")
				.doesNotContain("/items/" + duplicate + "<");
	}

	@Test
	void aPartThatIsNotInTheIndexIsNotThere() {
		for (var part : new String[]{ "posts-999999", "members-0", "places-1", "posts--1", "posts-99999999999999999999" }) {
			assertThat(community.anybody().get("!/sitemap/" + part + ".xml").status()).isIn(400, 404);
		}
	}

	private String get(String path) {
		var answer = community.anybody().get("!" + path);
		assertThat(answer.status()).isEqualTo(200);
		return answer.body();
	}
}
