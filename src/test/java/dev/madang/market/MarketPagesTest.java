package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.PictureFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class MarketPagesTest {

	@Autowired
	Community community;

	Person seller;

	@BeforeEach
	void aSeller() {
		seller = community.aMember();
	}

	private long clicks(long id) {
		return seller.client().get("/products/" + id).json().at("/clickCount").asLong();
	}

	@Test
	void aSellersDay() {
		var browser = new Browser(community).signedIn(seller);
		var offered = browser.post("/products/new", "name=" + Browser.encode("손뜨개 모자") + "&amount=12,000&currency=KRW"
				+ "&description=" + Browser.encode("**양털**") + "&link=https://shop.example/1&status=on_sale");
		assertThat(offered.status()).isEqualTo(303);
		var address = offered.header("Location").replaceFirst("^https?://[^/]+", "");
		var page = browser.get(address).body();
		assertThat(page).contains("손뜨개 모자", "12,000원", "<strong>양털</strong>", address + "/edit",
				"rel=\"nofollow ugc noopener\"").doesNotContain("/report?target");
		assertThat(browser.get("/products").body()).contains("손뜨개 모자");
		assertThat(browser.get(address + "/edit").body()).contains("value=\"12000\"");
		assertThat(browser.post(address + "/status", "status=sold_out").status()).isEqualTo(303);
		assertThat(new Browser(community).get(address).body()).contains("판매 완료").doesNotContain(address + "/edit");
		assertThat(browser.post(address + "/status", "status=hidden").status()).isEqualTo(303);
		assertThat(new Browser(community).get(address).status()).isEqualTo(404);
		assertThat(browser.get("/@" + seller.handle() + "/products?status=hidden").body()).contains("손뜨개 모자");
		assertThat(browser.post(address + "/status", "status=shown").status()).isEqualTo(303);
		assertThat(new Browser(community).get(address).body()).contains("판매 완료");
		var buyer = new Browser(community).signedIn(community.aMember());
		assertThat(buyer.get(address).body()).contains("/report?target=product:");
		assertThat(buyer.post(address + "/like", "on=true").status()).isEqualTo(303);
		assertThat(buyer.get("/@" + seller.handle() + "/products").body()).contains("손뜨개 모자");
		assertThat(buyer.get("/products?sort=recommended").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "amount=x&currency=KRW,amount", "amount=-1&currency=KRW,amount", "amount=&currency=KRW,amount",
			"amount=0.5&currency=KRW,amount", "amount=1&currency=ABC,amount", "amount=1&currency=KRW&link=javascript:x,link",
			"amount=999999999999999999999999999999&currency=KRW,amount" })
	void aFormThatIsRefusedComesBackWithWhatToMend(String fields, String field) {
		var browser = new Browser(community).signedIn(seller);
		var answer = browser.post("/products/new", "name=" + Browser.encode("이름은 그대로") + "&" + fields);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).contains("이름은 그대로", "id=\"" + field + "-hint\"", "class=\"wrong\"");
	}

	@Test
	void anEditOfAnEarlierVersionComesBack() {
		var id = community.aProduct().by(seller).id();
		seller.client().patch("/products/" + id, Map.of("name", "그사이"));
		var answer = new Browser(community).signedIn(seller).post("/products/" + id + "/edit",
				"version=1&name=" + Browser.encode("내 것") + "&amount=1&currency=KRW");
		assertThat(answer.status()).isEqualTo(412);
		assertThat(answer.body()).contains("내 것", "name=\"version\" value=\"2\"");
	}

	@Test
	void aLinkLeadsToWhereItsSellerSaysAndIsCounted() {
		var id = community.aProduct().by(seller).with("link", "https://shop.example/책?a=b").id();
		var went = new Browser(community).get("/products/" + id + "/go?to=https://evil.example/");
		assertThat(went.status()).isEqualTo(303);
		assertThat(went.header("Location")).isEqualTo("https://shop.example/%EC%B1%85?a=b");
		assertThat(went.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(clicks(id)).isOne();
		community.anybody().send("HEAD", "!/products/" + id + "/go", null, "");
		new Browser(community).signedIn(seller).get("/products/" + id + "/go");
		community.anybody().header("Sec-Purpose", "prefetch;prerender").get("!/products/" + id + "/go");
		assertThat(clicks(id)).as("neither heads nor its seller nor a browser that looks ahead count").isOne();
		seller.client().delete("/products/" + id);
		assertThat(new Browser(community).get("/products/" + id + "/go").status()).isEqualTo(404);
		assertThat(new Browser(community).get("/products/" + community.aProduct().by(seller).id() + "/go").status())
				.isEqualTo(404);
	}

	@Test
	void whatNobodyCanLookForIsSaidAboveTheForm() {
		var answer = new Browser(community).get("/products?minPrice=abc&q=" + Browser.encode("모자"));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).contains("value=\"모자\"", "role=\"alert\"");
		assertThat(new Browser(community).get("/products?minPrice=1,000&maxPrice=2000").status()).isEqualTo(200);
		assertThat(new Browser(community).get("/products?sort=price").status()).isEqualTo(200);
	}

	@Test
	void aCurrencyThatNobodyChoseIsNamedAndNotKept() {
		var page = new Browser(community).get("/products?sort=price").body();
		assertThat(page).contains("class=\"pad quiet compared\"", "KRW").doesNotContain("currency=KRW");
		var chosen = new Browser(community).get("/products?sort=price&currency=USD").body();
		assertThat(chosen).contains("currency=USD").doesNotContain("class=\"pad quiet compared\"");
		assertThat(new Browser(community).get("/products?minPrice=" + Browser.encode("$12.50")).body())
				.as("the sign chooses it").contains("currency=USD", "value=\"12.50\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "minPrice=abc", "maxPrice=-1", "minPrice=30&maxPrice=20", "minPrice=$3&currency=KRW" })
	void aPriceThatIsNoneIsSaidAtItsField(String query) {
		var answer = new Browser(community).get("/products?" + query);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).contains("id=\"price-hint\"", "aria-invalid=\"true\"").doesNotContain("minPrice:",
				"class=\"nothing\"");
	}

	@ParameterizedTest
	@CsvSource({ "3000원,KRW,3000", "'₩3,000',KRW,3000", "$12.50,USD,12.50", "１０００,KRW,1000" })
	void aPriceIsTakenAsPeopleWriteIt(String typed, String currency, String amount) {
		var answer = new Browser(community).signedIn(seller).post("/products/new", "name=x&amount=" + Browser.encode(typed)
				+ "&currency=" + currency + "&link=shop.example/x");
		assertThat(answer.status()).isEqualTo(303);
		var product = seller.client().get("/products/" + answer.header("Location").replaceAll(".*/", "")).json();
		assertThat(product.at("/price/amount").decimalValue()).isEqualByComparingTo(amount);
		assertThat(product.at("/link").asString()).isEqualTo("https://shop.example/x");
		assertThat(new Browser(community).get("/products?minPrice=" + Browser.encode(typed) + "&currency=" + currency).status())
				.isEqualTo(200);
		assertThat(community.anybody().get("/products?currency=KRW&minPrice=" + Browser.encode("3000원")).status())
				.as("the API takes numbers").isEqualTo(400);
	}

	@Test
	void aPriceInAnotherCurrencyThanTheChosenOneIsRefused() {
		var answer = new Browser(community).signedIn(seller).post("/products/new", "name=x&amount=$5&currency=KRW");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).contains("class=\"wrong\"", "value=\"$5\"");
	}

	@Test
	void hiddenOnesOfOthersAreForTheirSeller() {
		var other = new Browser(community).signedIn(community.aMember());
		for (var path : new String[]{ "/products?status=hidden", "/@" + seller.handle() + "/products?status=hidden" }) {
			var answer = other.get(path);
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.body()).contains("숨긴 상품은 판매자와 운영자만");
		}
	}

	@Test
	void aFilterOfOnesOwnListIsAnsweredByTheMarket() {
		var page = new Browser(community).signedIn(seller).get("/products?sort=recommended&q=x").body();
		assertThat(page).containsPattern("sort=latest&amp;q=x\"\\s+aria-current=\"page\"");
	}

	@Test
	void whatASellerDoesMostIsSeenAtOnce() {
		var id = community.aProduct().by(seller).id();
		assertThat(new Browser(community).signedIn(seller).get("/products/" + id).body()).contains("class=\"ends own\"",
				"/products/" + id + "/edit", "value=\"sold_out\"");
		assertThat(new Browser(community).signedIn(community.aMember()).get("/products/" + id).body())
				.doesNotContain("class=\"ends own\"");
		assertThat(new Browser(community).signedIn(community.aModerator()).get("/products/" + id).body())
				.contains("value=\"hidden\"").doesNotContain("/products/" + id + "/edit");
	}

	@Test
	void aFileThatWasChosenAndNotAddedIsNotLost() {
		var fields = Map.of("name", "x", "amount", "1", "currency", "KRW");
		var browser = new Browser(community).signedIn(seller);
		var answer = browser.post("/products/new", fields, "x.png", PictureFiles.png(9, 9));
		assertThat(answer.status()).isEqualTo(303);
		var path = answer.header("Location").replaceFirst("^https?://[^/]+", "");
		assertThat(seller.client().get(path).json().at("/images")).hasSize(1);
		assertThat(browser.post("/products/new", fields, "", new byte[0]).status()).as("none chosen").isEqualTo(303);
		var empty = browser.post("/products/new", fields, "x.png", new byte[0]);
		assertThat(empty.status()).isEqualTo(422);
		assertThat(empty.body()).contains("빈 파일이에요");
	}

	@Test
	void whoIsSilencedShowsNothingAgain() {
		var id = community.aProduct().by(seller).id();
		var browser = new Browser(community).signedIn(seller);
		browser.post("/products/" + id + "/status", "status=hidden");
		community.anAdmin().client().put("/admin/users/" + seller.handle() + "/states/silenced", "{}");
		assertThat(browser.post("/products/" + id + "/status", "status=shown").status()).isEqualTo(403);
		assertThat(new Browser(community).get("/products/" + id).status()).isEqualTo(404);
	}
}
