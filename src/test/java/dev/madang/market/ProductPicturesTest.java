package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class ProductPicturesTest {

	@Autowired
	Community community;

	Person seller;

	@BeforeEach
	void aSeller() {
		seller = community.aMember();
	}

	private record Sent(long id, String key) {
	}

	/** A picture as if it had been sent; there is no file. */
	private Sent aPicture() {
		return community.jdbc().sql("""
				insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height, alt)
				values (:owner, 'image/png', 'x.png', 1, now(), :key, 'png', 1200, 800, '앞모습') returning id, key
				""").param("owner", seller.id()).param("key", (Community.unique("key") + "0".repeat(22)).substring(0, 22))
				.query(Sent.class).single();
	}

	@Test
	void whatItsTextShowsIsNoHindranceToChangingIt() {
		var pictures = IntStream.range(0, 10).mapToObj(i -> aPicture().id()).toList();
		var inText = aPicture();
		var id = community.aProduct().by(seller).with("imageIds", pictures)
				.saying("뒷모습 ![](/media/" + inText.key() + "/feed.png)").id();
		assertThat(id).isPositive();
		assertThat(community.anybody().get("!/products/" + id).body().split(inText.key() + "/feed.png"))
				.as("once, where the text shows it").hasSize(2);
		assertThat(seller.client().patch("/products/" + id, Map.of("name", "새 이름")).status()).isEqualTo(200);
		assertThat(community.aModerator().client().patch("/products/" + id, Map.of("status", "hidden")).status())
				.isEqualTo(200);
	}

	@Test
	void aLinkToItShowsAPictureOfAKnownSizeWithoutAWaitForIt() {
		var picture = aPicture();
		var id = community.aProduct().by(seller).with("imageIds", List.of(picture.id())).id();
		assertThat(community.anybody().get("!/products/" + id).body())
				.contains("<meta property=\"og:image\" content=\"http://localhost:8080/media/" + picture.key() + "/feed.png\">")
				.contains("property=\"og:image:width\" content=\"960\"", "property=\"og:image:height\" content=\"640\"",
						"property=\"og:image:alt\" content=\"앞모습\"", "summary_large_image")
				.doesNotContain("\"description\":\"\"");
		assertThat(community.anybody().get("!/products/" + community.aProduct().by(seller).id()).body())
				.doesNotContain("og:image").contains("content=\"summary\"");
	}

	@Test
	void listsSayWhatTheyAreWhateverNarrowsThem() {
		for (var path : List.of("/products", "/@" + seller.handle() + "/products", "/items", "/popular")) {
			assertThat(community.anybody().get("!" + path + "?x=1").body()).as(path)
					.contains("rel=\"canonical\" href=\"http://localhost:8080" + path + "\"");
		}
	}

	@Test
	void theSamePutTwiceIsOneVersion() {
		var form = Map.of("name", "의자", "price", Map.of("amount", 1, "currency", "KRW"), "imageIds", List.of(), "description",
				"![](/media/" + aPicture().key() + "/feed.png)");
		var id = seller.client().post("/products", form).id();
		assertThat(seller.client().put("/products/" + id, form).header("ETag")).isEqualTo("\"v1\"");
	}
}
