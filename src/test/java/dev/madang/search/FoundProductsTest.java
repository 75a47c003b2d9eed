package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SecondMadangTest
class FoundProductsTest {

	@Autowired
	Community community;

	Searching searching;

	Community.Person seller;

	String word;

	@BeforeEach
	void aSeller() {
		searching = new Searching(community);
		seller = community.aMember();
		word = Searching.aWord();
	}

	private List<Long> found(Client client, String more) {
		return searching.ids(client, word, "&type=product" + more);
	}

	@Test
	void aProductIsFoundByItsNameAndDescription() {
		var named = community.aProduct().by(seller).named(word + " 모자").id();
		var described = community.aProduct().by(seller).saying("이것은 " + word).id();
		assertThat(found(community.anybody(), "")).containsExactlyInAnyOrder(named, described);
		var item = searching.search(community.anybody(), word + " 모자", "&type=product").at("/groups/0/items/0");
		assertThat(item.at("/price/amount").asInt()).isEqualTo(12000);
		assertThat(item.at("/author/handle").asString()).isEqualTo(seller.handle());
		assertThat(item.at("/address").asString()).isEqualTo("/products/" + named);
		assertThat(found(community.anybody(), "&author=" + seller.handle())).hasSize(2);
		assertThat(found(community.anybody(), "&author=" + community.aMember().handle())).isEmpty();
		assertThat(searching.suggested(community.anybody(), word.substring(0, 6))).contains(word + " 모자");
	}

	@Test
	void whatIsHiddenIsNotFoundWithinASecond() {
		var id = community.aProduct().by(seller).named(word).id();
		assertThat(found(community.anybody(), "")).containsExactly(id);
		seller.client().delete("/products/" + id);
		Searching.within(Duration.ofSeconds(5), () -> community.anybody().get("/search?type=product&q=" + word).json()
				.at("/groups/0/total").asInt() == 0);
		seller.client().patch("/products/" + id, Map.of("status", "sold_out"));
		assertThat(found(community.anybody(), "")).containsExactly(id);
	}

	@Test
	void neitherOfTwoWhoBlockFindsTheOthers() {
		community.aProduct().by(seller).named(word).id();
		var other = community.aMember();
		seller.client().put("/users/" + other.handle() + "/block");
		assertThat(found(other.client(), "")).isEmpty();
		assertThat(searching.suggested(other.client(), word.substring(0, 6))).doesNotContain(word);
	}
}
