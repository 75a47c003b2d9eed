package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class ProductsTest {

	@Autowired
	Community community;

	@Autowired
	Subjects subjects;

	Person seller;

	long id;

	@BeforeEach
	void aProduct() {
		seller = community.aMember();
		id = community.aProduct().by(seller).id();
	}

	private List<String> verbs() {
		return community.jdbc().sql("select verb from activity where subject = :subject order by id")
				.param("subject", new Subject("product", id).toString()).query(String.class).list();
	}

	private Answer offer(String json) {
		return seller.client().post("/products", json);
	}

	@Test
	void isOfferedAndReadAsTheContractSays() {
		var offered = community.aProduct().by(seller).named(" 데미안 ").saying("**깨끗한** 책").priced(19.5, "USD")
				.with("link", "https://shop.example/1").with("status", "sold_out").send();
		assertThat(offered.status()).isEqualTo(201);
		assertThat(offered.header("Location")).endsWith("/products/" + offered.id());
		assertThat(offered.header("ETag")).isEqualTo("\"v1\"");
		var read = community.anybody().get("/products/" + offered.id());
		assertThat(read.text("/name")).isEqualTo("데미안");
		assertThat(read.body()).contains("\"price\":{\"amount\":19.50,\"currency\":\"USD\"}");
		assertThat(read.text("/descriptionHtml")).contains("<strong>깨끗한</strong>");
		assertThat(read.text("/excerpt")).isEqualTo("깨끗한 책");
		assertThat(read.text("/link")).isEqualTo("https://shop.example/1");
		assertThat(read.text("/status")).isEqualTo("sold_out");
		assertThat(read.text("/seller/handle")).isEqualTo(seller.handle());
		assertThat(read.json().at("/images").isArray()).isTrue();
		assertThat(read.json().has("likedByMe")).isFalse();
		assertThat(read.json().has("clickCount")).isFalse();
		assertThat(seller.client().get("/products/" + offered.id()).json().at("/clickCount").asInt()).isZero();
		assertThat(community.anybody().header("If-None-Match", "\"v1\"").get("/products/" + offered.id()).status())
				.isEqualTo(304);
		assertThat(community.anybody().get("/products?seller=" + seller.handle()).json().at("/items/0").has("description"))
				.isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"price":{"amount":1e999,"currency":"KRW"} | 422 | price.amount
			"price":{"amount":"1000","currency":"KRW"} | 400 | price.amount
			"price":{"amount":{},"currency":"KRW"} | 400 | price.amount
			"price":{"amount":1,"currency":"ABC"} | 422 | price.currency
			"price":{"amount":1} | 422 | price.currency
			"price":{"amount":1,"currency":"KRW","was":2} | 400 | price.was
			"price":1000 | 400 | price
			"price":null | 422 | price
			"name":"a\\u0000b" | 422 | name
			"imageIds":[1,2,3,4,5,6,7,8,9,10,11] | 422 | imageIds
			"imageIds":[999999999] | 422 | imageIds
			"sellerId":3 | 400 | sellerId
			""")
	void saysWhichFieldIsWrong(String field, int status, String name) {
		var before = community.jdbc().sql("select count(*) from product").query(Long.class).single();
		var form = new HashMap<>(Map.of("name", "\"name\":\"책\"", "price", "\"price\":{\"amount\":1,\"currency\":\"KRW\"}"));
		form.put(field.replaceAll("^\"(\\w+)\".*", "$1"), field);
		var answer = offer("{" + String.join(",", form.values()) + "}");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.text("/errors/0/field")).isEqualTo(name);
		assertThat(answer.text("/errors/0/message")).isNotBlank();
		if (!"price.currency".equals(name) || field.contains("ABC")) {
			assertThat(seller.client().patch("/products/" + id, "{" + field + "}").status()).as("as a patch").isIn(400, 422);
		}
		assertThat(community.jdbc().sql("select count(*) from product").query(Long.class).single()).isEqualTo(before);
	}

	/** The id of a picture as if it had been sent; there is no file. */
	private long aPicture(Person owner) {
		return community.jdbc().sql("""
				insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height, alt)
				values (:owner, 'image/png', 'x.png', 1, now(), :key, 'png', 1200, 800, '앞모습') returning id
				""").param("owner", owner.id()).param("key", (Community.unique("key") + "0".repeat(22)).substring(0, 22))
				.query(Long.class).single();
	}

	@Test
	void showsItsSellersPicturesInTheirOrder() {
		var first = aPicture(seller);
		var second = aPicture(seller);
		var offered = community.aProduct().by(seller).named("의자").priced(1, "KRW").with("imageIds", List.of(second, first))
				.send();
		assertThat(offered.status()).isEqualTo(201);
		var read = community.anybody().get("/products/" + offered.id());
		assertThat(read.json().at("/images").valueStream().map(image -> image.at("/id").asLong())).containsExactly(second,
				first);
		assertThat(read.text("/images/0/alt")).isEqualTo("앞모습");
		assertThat(read.json().at("/images/0/variants").size()).isEqualTo(3);
		assertThat(community.anybody().get("/products?seller=" + seller.handle()).json().at("/items/0/images").size())
				.isEqualTo(2);
		var path = "/products/" + offered.id();
		assertThat(seller.client().patch(path, Map.of("name", "새 의자")).json().at("/images").size()).isEqualTo(2);
		assertThat(seller.client().patch(path, Map.of("imageIds", List.of(first))).text("/images/0/id"))
				.isEqualTo(String.valueOf(first));
		var other = community.aMember();
		assertThat(other.client().patch("/products/" + community.aProduct().by(other).id(), Map.of("imageIds", List.of(first)))
				.text("/errors/0/code")).isEqualTo("unknown-picture");
		assertThat(community.anybody().header("Accept", "text/html").get("!" + path).body()).contains("alt=\"앞모습\"",
				"width=\"960\" height=\"640\"");
	}

	@Test
	void refusesNumbersThatAreNone() {
		for (var amount : List.of("NaN", "Infinity", "01", "1e", "+1", "0x10", "1_000", "1e99999999999")) {
			assertThat(offer("{\"name\":\"책\",\"price\":{\"amount\":" + amount + ",\"currency\":\"KRW\"}}").status()).as(amount)
					.isIn(400, 422);
		}
	}

	@Test
	void onlyTheSellerEditsAndOnlyTheVersionThatWasSeen() {
		var path = "/products/" + id;
		assertThat(community.aMember().client().patch(path, Map.of("name", "남의 것")).status()).isEqualTo(403);
		assertThat(community.aModerator().client().patch(path, Map.of("name", "남의 것")).status()).isEqualTo(403);
		var edited = seller.client().header("If-Match", "\"v1\"").patch(path,
				"{\"name\":\"고침\",\"price\":{\"amount\":9000}}");
		assertThat(edited.status()).isEqualTo(200);
		assertThat(edited.header("ETag")).isEqualTo("\"v2\"");
		assertThat(edited.json().at("/price/amount").asInt()).isEqualTo(9000);
		assertThat(edited.text("/price/currency")).isEqualTo("KRW");
		assertThat(seller.client().header("If-Match", "\"v1\"").patch(path, Map.of("name", "또")).status()).isEqualTo(412);
		assertThat(seller.client().header("If-Match", "\"v1\"").delete(path).status()).isEqualTo(412);
		assertThat(seller.client().patch(path, Map.of("name", "고침")).header("ETag")).as("nothing changed").isEqualTo("\"v2\"");
		assertThat(seller.client().patch(path, "{\"link\":\"https://shop.example/\"}").text("/link")).isNotBlank();
		assertThat(seller.client().put(path, Map.of("name", "새", "price", Map.of("amount", 1, "currency", "KRW"))).json()
				.has("link")).isFalse();
		assertThat(verbs()).containsExactly("product.listed", "product.edited", "product.edited", "product.edited");
	}

	@Test
	void whatItsSellerHidItsSellerShowsAgain() {
		var path = "/products/" + id;
		seller.client().patch(path, Map.of("status", "sold_out"));
		assertThat(seller.client().delete(path).status()).isEqualTo(204);
		assertThat(seller.client().delete(path).status()).as("twice is once").isEqualTo(204);
		assertThat(community.aMember().client().get(path).status()).isEqualTo(404);
		assertThat(community.anybody().get("/products?seller=" + seller.handle()).json().at("/items").size()).isZero();
		assertThat(seller.client().get(path).text("/status")).isEqualTo("hidden");
		assertThat(seller.client().patch(path, Map.of("status", "on_sale")).text("/status")).isEqualTo("on_sale");
		assertThat(community.anybody().get(path).status()).isEqualTo(200);
		assertThat(verbs()).containsExactly("product.listed", "product.edited", "product.hidden", "product.restored");
	}

	@Test
	void whatAModeratorHidOnlyAModeratorShowsAgain() {
		var path = "/products/" + id;
		var moderator = community.aModerator().client();
		seller.client().delete(path);
		assertThat(moderator.delete(path).status()).as("also what its seller has hidden").isEqualTo(204);
		var refused = seller.client().patch(path, Map.of("status", "on_sale"));
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.code()).isEqualTo("hidden-by-moderator");
		assertThat(seller.client().patch(path, Map.of("name", "고쳐 두기")).text("/status")).isEqualTo("hidden");
		assertThat(seller.client().patch(path, Map.of("status", "sold_out")).status()).isEqualTo(403);
		assertThat(moderator.patch(path, Map.of("status", "on_sale")).text("/status")).isEqualTo("on_sale");
		assertThat(community.anybody().get(path).text("/name")).isEqualTo("고쳐 두기");
	}

	@Test
	void lowerModulesHideAndShowItAndKnowItsSummary() {
		var kind = subjects.of("product");
		var moderator = community.aModerator();
		var viewer = new Viewer(moderator.id(), moderator.handle(), "", Role.MODERATOR, 0);
		var buyer = community.aMember();
		var looking = new Viewer(buyer.id(), buyer.handle(), "", Role.MEMBER, 0);
		assertThat(kind.isVisible(id, looking)).isTrue();
		kind.hide(viewer, id);
		var summaries = kind.summaries(List.of(id, 9_000_000_000L));
		assertThat(summaries).hasSize(1);
		assertThat(summaries.get(id)).satisfies(known -> {
			assertThat(known.hidden()).isTrue();
			assertThat(known.ownerId()).isEqualTo(seller.id());
			assertThat(known.address()).isEqualTo("/products/" + id);
		});
		assertThat(kind.isVisible(id, looking)).isFalse();
		assertThat(seller.client().patch("/products/" + id, Map.of("status", "on_sale")).status()).isEqualTo(403);
		kind.restore(viewer, id);
		assertThat(kind.isVisible(id, looking)).isTrue();
	}

	@Test
	void neitherOfTwoWhoBlockSeesTheOthers() {
		var other = community.aMember();
		var theirs = community.aProduct().by(other).id();
		seller.client().put("/users/" + other.handle() + "/block");
		assertThat(other.client().get("/products/" + id).status()).isEqualTo(404);
		assertThat(seller.client().get("/products/" + theirs).status()).isEqualTo(404);
		assertThat(other.client().put("/products/" + id + "/like").status()).isEqualTo(404);
		assertThat(other.client().get("/products?page=1&seller=" + seller.handle()).json().at("/total").asInt()).isZero();
		assertThat(other.client().get("/users/" + seller.handle() + "/products").json().at("/items").size()).isZero();
		assertThat(community.aModerator().client().get("/products/" + id).status()).isEqualTo(200);
	}

	@Test
	void theSameKeyOffersOnce() {
		var form = Map.of("name", "한 번", "price", Map.of("amount", 1, "currency", "KRW"));
		var keyed = seller.client().header("Idempotency-Key", "k" + id);
		var first = keyed.post("/products", form);
		assertThat(keyed.post("/products", form).id()).isEqualTo(first.id());
		assertThat(community.aProduct().by(keyed).named("다른 것").priced(1, "KRW").send().status())
				.isEqualTo(422);
		assertThat(community.anybody().get("/products?page=1&seller=" + seller.handle()).json().at("/total").asInt())
				.isEqualTo(2);
	}

	@Test
	void whoIsSilencedSellsNothing() {
		community.anAdmin().client().put("/admin/users/" + seller.handle() + "/states/silenced", "{}");
		assertThat(offer("{\"name\":\"책\",\"price\":{\"amount\":1,\"currency\":\"KRW\"}}").code()).isEqualTo("silenced");
		assertThat(seller.client().patch("/products/" + id, Map.of("name", "x")).code()).isEqualTo("silenced");
		assertThat(seller.client().delete("/products/" + id).status()).isEqualTo(204);
	}

	@Test
	void itsSellerTakesItAlong() {
		var buyer = community.aMember();
		buyer.client().put("/products/" + id + "/like");
		var mine = community.aProduct().by(buyer).id();
		seller.client().put("/products/" + mine + "/like");
		assertThat(seller.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json").status()).isEqualTo(204);
		assertThat(community.anybody().get("/products/" + id).status()).isEqualTo(404);
		assertThat(buyer.client().get("/products/" + mine).json().at("/likeCount").asInt()).isZero();
		for (var left : List.of("product where id = :id", "reaction where kind = 'product' and subject_id = :id",
				"market_count where seller_id = " + seller.id())) {
			assertThat(community.jdbc().sql("select count(*) from " + left).param("id", id).query(Long.class).single()).as(left)
					.isZero();
		}
		assertThat(buyer.client().put("/products/" + id + "/like").status()).isEqualTo(404);
		assertThat(verbs()).endsWith("product.hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e-400", "0.1000000000000000000000001", "1e400", "1.005" })
	void aPatchRoundsNoPrice(String amount) {
		var seller = community.aMember();
		var id = community.aProduct().by(seller).priced(19.5, "USD").id();
		var answer = seller.client().patch("/products/" + id,
				"{\"price\":{\"amount\":%s,\"currency\":\"USD\"}}".formatted(amount));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/field")).isEqualTo("price.amount");
	}

	@Test
	void aLinkMayBeWrittenInAnyCase() {
		var product = community.aProduct().with("link", "HTTPS://Shop.EXAMPLE/A?B#C").id();
		assertThat(community.anybody().get("/products/" + product).text("/link")).isEqualTo("https://shop.example/A?B#C");
	}
}
