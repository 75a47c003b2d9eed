package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.ProductBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class ProductListsTest {

	@Autowired
	Community community;

	Person seller;

	String word;

	@BeforeEach
	void aSeller() {
		seller = community.aMember();
		word = Community.unique("뷁");
	}

	private ProductBuilder product(String name, int price, String currency) {
		return community.aProduct().by(seller).named(name).priced(price, currency);
	}

	private long won(int price) {
		return product(word + " 물건", price, "KRW").id();
	}

	private static List<Long> ids(Answer answer) {
		return answer.json().at("/items").valueStream().map(item -> item.at("/id").asLong()).toList();
	}

	private Answer list(String query) {
		return community.anybody().get("/products?limit=100&seller=" + seller.handle() + query);
	}

	private static List<Long> all(Client client, String path) {
		var found = new ArrayList<Long>();
		var cursor = "";
		do {
			var part = client.get(path + cursor);
			found.addAll(ids(part));
			cursor = part.json().at("/nextCursor").isNull() ? "" : "&cursor=" + part.text("/nextCursor");
		}
		while (!cursor.isEmpty());
		return found;
	}

	@Test
	void narrowsByStatusPriceCurrencyAndName() {
		var cheap = won(1000);
		var dear = won(50_000);
		var dollars = product(word + " dollar", 5, "USD").id();
		var sold = product(word + " sold", 2000, "KRW").with("status", "sold_out").id();
		assertThat(ids(list(""))).containsExactly(sold, dollars, dear, cheap);
		assertThat(ids(list("&status=sold_out"))).containsExactly(sold);
		assertThat(ids(list("&status=on_sale"))).containsExactly(dollars, dear, cheap);
		assertThat(ids(list("&currency=USD"))).containsExactly(dollars);
		assertThat(ids(list("&currency=KRW&minPrice=1000&maxPrice=2000"))).containsExactly(sold, cheap);
		assertThat(ids(list("&currency=KRW&minPrice=1000.5"))).containsExactly(sold, dear);
		assertThat(ids(list("&currency=USD&maxPrice=4.99"))).isEmpty();
		assertThat(ids(list("&currency=KRW&sort=price"))).containsExactly(cheap, sold, dear);
		var q = URLEncoder.encode(word, StandardCharsets.UTF_8);
		assertThat(ids(community.anybody().get("/products?q=" + q + "dol"))).as("in any spacing").containsExactly(dollars);
		assertThat(community.anybody().get("/products?page=1&status=on_sale&q=" + q).json().at("/total").asInt()).isEqualTo(3);
	}

	@Test
	void eachOrderGoesOnWithoutGapOrRepeat() {
		var buyer = community.aMember();
		var made = new ArrayList<Long>();
		for (int i = 0; i < 7; i++) {
			made.add(product(word, 100 + i % 3, "KRW").with("status", i % 2 == 0 ? "on_sale" : "sold_out").id());
			if (i % 3 == 0) {
				buyer.client().put("/products/" + made.getLast() + "/like");
			}
		}
		for (var order : List.of("latest", "popular", "price&currency=KRW")) {
			var path = "/products?limit=2&seller=" + seller.handle() + "&sort=" + order;
			assertThat(all(community.anybody(), path)).as(order).containsExactlyInAnyOrderElementsOf(made)
					.doesNotHaveDuplicates();
		}
		assertThat(all(community.anybody(), "/products?limit=2&seller=" + seller.handle())).isEqualTo(made.reversed());
		var popular = ids(list("&sort=popular"));
		assertThat(popular.subList(0, 3)).containsExactly(made.get(6), made.get(3), made.get(0));
		assertThat(all(community.anybody(), "/products?limit=100&sort=popular")).containsAll(made);
	}

	@Test
	void totalsAreExact() {
		var before = community.anybody().get("/products?page=1").json().at("/total").asLong();
		var first = won(1);
		product(word, 2, "KRW").with("status", "sold_out").id();
		assertThat(list("&page=1").json().at("/total").asInt()).isEqualTo(2);
		assertThat(list("&page=1&status=sold_out").json().at("/total").asInt()).isOne();
		seller.client().delete("/products/" + first);
		assertThat(list("&page=1").json().at("/total").asInt()).isOne();
		assertThat(list("&page=1&status=on_sale").json().at("/total").asInt()).isZero();
		seller.client().patch("/products/" + first, Map.of("status", "sold_out"));
		assertThat(list("&page=1&status=sold_out").json().at("/total").asInt()).isEqualTo(2);
		assertThat(community.anybody().get("/products?page=1").json().at("/total").asLong()).isGreaterThanOrEqualTo(before + 2);
		assertThat(community.jdbc().sql("""
				select (select on_sale + sold_out from market_count where seller_id = 0)
				       - (select count(*) from product where status <> 'hidden')""").query(Long.class).single()).isZero();
		assertThat(community.anybody().get("/products?page=1&seller=nobody_here").json().at("/total").asInt()).isZero();
	}

	@Test
	void hiddenOnesAreListedForTheirSellerAndModeratorsOnly() {
		var id = won(1);
		seller.client().delete("/products/" + id);
		var path = "/users/" + seller.handle() + "/products?status=hidden";
		assertThat(ids(seller.client().get("/users/me/products?status=hidden"))).containsExactly(id);
		assertThat(ids(community.aModerator().client().get(path))).containsExactly(id);
		assertThat(community.aMember().client().get(path).status()).isEqualTo(403);
		assertThat(community.anybody().get(path).status()).isEqualTo(403);
		assertThat(seller.client().get("/products?status=hidden").status()).isEqualTo(403);
		assertThat(community.anybody().get("/users/me/products").status()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "sort=best,bad-sort", "status=gone,bad-parameter", "cursor=x,bad-cursor", "limit=0,bad-limit",
			"page=200&limit=100,page-too-deep", "sort=price,currency-needed", "minPrice=1,currency-needed",
			"currency=ABC,bad-parameter", "currency=KRW&minPrice=-1,bad-parameter", "currency=KRW&maxPrice=1e9,bad-parameter",
			"currency=KRW&maxPrice=123456789012345678901234567890,bad-parameter", "currency=KRW&minPrice=NaN,bad-parameter",
			"page=x,bad-parameter" })
	void refusesWhatThereIsNot(String query, String code) {
		var answer = community.anybody().get("/products?" + query);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
	}

	@Test
	void recommendsByWhomOneFollowsAndByWhoLikesTheSame() {
		var me = community.aMember();
		var other = community.aMember();
		var stranger = community.aMember();
		me.client().put("/users/" + seller.handle() + "/follow");
		var followed = won(1);
		var both = community.aProduct().by(stranger).id();
		var theirs = community.aProduct().by(stranger).id();
		me.client().put("/products/" + both + "/like");
		other.client().put("/products/" + both + "/like");
		other.client().put("/products/" + theirs + "/like");
		var mine = community.aProduct().by(me).id();
		var sold = product(word, 1, "KRW").with("status", "sold_out").id();
		var answer = me.client().get("/products/recommended?limit=100");
		var found = ids(answer);
		assertThat(found).doesNotContain(mine, both, sold);
		assertThat(found.subList(0, 2)).containsExactlyInAnyOrder(followed, theirs);
		assertThat(answer.text("/items/" + found.indexOf(followed) + "/reason/kind")).isEqualTo("seller");
		assertThat(answer.text("/items/" + found.indexOf(theirs) + "/reason/kind")).isEqualTo("together");
		assertThat(answer.text("/items/0/reason/text")).isNotBlank();
		me.client().put("/users/" + stranger.handle() + "/block");
		assertThat(ids(me.client().get("/products/recommended?limit=100"))).doesNotContain(theirs);
		var first = me.client().get("/products/recommended?limit=1");
		assertThat(ids(me.client().get("/products/recommended?limit=1&cursor=" + first.text("/nextCursor"))))
				.doesNotContainAnyElementsOf(ids(first));
	}

	@Test
	void whatOneLikesIsFoundAgain() {
		var me = community.aMember();
		var first = won(1);
		var second = product(word, 2, "KRW").with("status", "sold_out").id();
		var hidden = won(3);
		var blocked = community.aMember();
		var theirs = community.aProduct().by(blocked).id();
		for (var id : List.of(second, hidden, theirs, first)) {
			me.client().put("/products/" + id + "/like");
		}
		seller.client().delete("/products/" + hidden);
		blocked.client().put("/users/" + me.handle() + "/block");
		assertThat(ids(me.client().get("/products/liked"))).containsExactly(first, second);
		assertThat(all(me.client(), "/products/liked?limit=1")).containsExactly(first, second);
		assertThat(ids(seller.client().get("/products/liked"))).isEmpty();
		assertThat(new Browser(community).signedIn(me).get("/products?sort=liked").body()).contains("/products/" + first)
				.doesNotContain("href=\"/products/" + hidden + "\"");
		assertThat(new Browser(community).get("/products?sort=liked").status()).isEqualTo(200);
		me.client().delete("/products/" + first + "/like");
		assertThat(ids(me.client().get("/products/liked"))).containsExactly(second);
	}

	@Test
	void likesAreCountedExactlyWhateverComesAtOnce() throws Exception {
		var id = won(1);
		var people = List.of(community.aMember(), community.aMember(), community.aMember());
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var answers = IntStream.range(0, 30).mapToObj(i -> threads.submit(() -> {
				var client = people.get(i % 3).client();
				return i % 4 == 3 ? client.delete("/products/" + id + "/like") : client.put("/products/" + id + "/like");
			})).toList();
			for (var answer : answers) {
				assertThat(answer.get().status()).isEqualTo(200);
			}
		}
		assertThat(community.anybody().get("/products/" + id).json().at("/likeCount").asInt())
				.isEqualTo(community.anybody().get("/products/" + id + "/likes").json().at("/items").size());
	}

	@Test
	void ofTwoEditsOfTheSameVersionOneIsStored() throws Exception {
		var id = won(1);
		var guarded = seller.client().header("If-Match", "\"v1\"");
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var one = threads.submit(() -> guarded.patch("/products/" + id, Map.of("name", "하나")).status());
			var two = threads.submit(() -> guarded.patch("/products/" + id, Map.of("status", "sold_out")).status());
			assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(200, 412);
		}
	}

	@Test
	void aSellerIsFoundInAnyCaseAndAsOneself() {
		var id = community.aProduct().by(seller).id();
		assertThat(ids(community.anybody().get("/products?seller=" + seller.handle().toUpperCase(Locale.ROOT))))
				.containsExactly(id);
		assertThat(ids(seller.client().get("/products?seller=me"))).containsExactly(id);
		assertThat(community.anybody().get("/products?seller=me").status()).isEqualTo(401);
	}
}
