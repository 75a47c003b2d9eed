package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many statements the paths that matter cost, for anybody and for a member whose token is known. */
@MadangTest
class StatementsTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	Community.Person member;

	String category;

	long post;

	@BeforeEach
	void aCommunity() {
		member = community.aMember();
		category = community.aCategory();
		post = community.aPost().by(member).in(category).tagged("태그").id();
		var parent = community.aComment(member, post, "댓글");
		community.aReply(member, post, parent, "답글");
		member.client().get("/posts");
		community.anybody().header("Accept", "text/html").get("!/");
		statements.forgetAnswers();
		statements.take();
	}

	@Test
	void aListIsOne() {
		for (var query : List.of("", "?category=" + category, "?sort=popular", "?tag=%ED%83%9C%EA%B7%B8&page=1",
				"?author=" + member.handle() + "&page=1", "?page=1")) {
			for (var client : List.of(community.anybody(), member.client())) {
				assertThat(client.get("/posts" + query).status()).isEqualTo(200);
				assertThat(statements.take()).as(query).hasSize(1);
			}
		}
	}

	@Test
	void aListSaysHowManyRowsItReadsAndPutsNoConditionThatMayNotHold() {
		community.aPost().by(member).in(category).id();
		var second = member.client().get("/posts?limit=1&category=" + category).text("/nextCursor");
		for (var path : List.of("/posts", "/posts?category=" + category, "/posts?category=" + category + "&sort=discussed",
				"/posts?page=2", "/posts?sort=popular&tag=%ED%83%9C%EA%B7%B8",
				"/posts?limit=1&category=" + category + "&cursor=" + second,
				"/posts/" + post + "/comments", "/posts/" + post + "/versions", "/posts/" + post + "/likes", "/feed/home",
				"/users/me/posts", "/users/me/comments", "/users/me/likes", "/users/me/bookmarks", "/users/me/reading",
				"/users/me/following", "/users/me/blocks", "/notifications", "/items", "/items?sort=rating&page=1", "/products",
				"/products?sort=price&currency=KRW&page=1", "/tags")) {
			statements.take();
			assertThat(member.client().get(path).status()).as(path).isEqualTo(200);
			assertThat(statements.take()).as(path).noneMatch(text -> text.matches("(?s).*(limit \\?|\\(\\? or |not \\? or).*"));
		}
	}

	@Test
	void anItemIsOneAndSoIsAListOfThem() {
		var item = community.anItem().titled("문장 하나").id();
		community.aReview(member, category, item, 9);
		community.anybody().header("Accept", "text/html").get("!/items/" + item);
		statements.take();
		for (var path : List.of("/items/" + item, "/items", "/items?sort=rating&kind=film", "/items?q=%EB%AC%B8%EC%9E%A5",
				"/posts?item=" + item)) {
			assertThat(member.client().get(path).status()).isEqualTo(200);
			assertThat(statements.take()).as(path).hasSize(1);
		}
		statements.forgetAnswers();
		community.anybody().header("Accept", "text/html").get("!/items/" + item);
		assertThat(statements.take()).as("the item, its reviews with what was said of them, what is related").hasSize(4);
		assertThat(member.client().get("/users/me/reading").status()).isEqualTo(200);
		assertThat(statements.take()).as("the member and the log").hasSize(2);
	}

	@Test
	void aProductIsOneAndSoIsAListOfThemPicturesIncluded() {
		var product = community.aProduct().by(member).id();
		community.anybody().header("Accept", "text/html").get("!/products");
		statements.take();
		for (var path : List.of("/products/" + product, "/products", "/products?page=1&sort=popular", "/products/recommended",
				"/products?sort=price&currency=KRW&minPrice=1&page=1", "/products?page=1&seller=" + member.handle(),
				"/products?q=%EB%AC%BC%EA%B1%B4&page=1")) {
			assertThat(member.client().get(path).status()).isEqualTo(200);
			assertThat(statements.take()).as(path).hasSize(1);
		}
		statements.forgetAnswers();
		community.anybody().header("Accept", "text/html").get("!/products/" + product);
		assertThat(statements.take()).as("the product, and what else its seller has").hasSize(2);
		community.anybody().header("Accept", "text/html").get("!/products");
		assertThat(statements.take()).hasSize(1);
	}

	@Test
	void aPostIsOneAndItsThreadIsOne() {
		for (var client : List.of(community.anybody(), member.client())) {
			client.get("/posts/" + post);
			assertThat(statements.take()).hasSize(1);
			client.get("/posts/" + post + "/comments");
			assertThat(statements.take()).hasSize(1);
		}
	}

	@Test
	void aPageCostsWhatItShows() {
		community.anybody().header("Accept", "text/html").get("!/c/" + category);
		assertThat(statements.take()).as("the list, and what was said last").hasSize(2);
		community.anybody().header("Accept", "text/html").get("!/p/" + post);
		assertThat(statements.take()).as("post, thread, and what is related; boxes are looked up from time to time")
				.filteredOn(text -> !text.contains("from tag t")).hasSize(3);
	}

	@Test
	void aCommentIsOneThatCommitsItself() {
		assertThat(community.aComment().by(member).on(post).saying("새 댓글").send().status()).isEqualTo(201);
		var commits = statements.commits();
		assertThat(statements.take()).hasSize(1);
		assertThat(commits).isZero();
	}

	@Test
	void aCommentWithAKeyIsFiveAndOneCommit() {
		assertThat(member.client().header("Idempotency-Key", "k" + post)
				.post("/posts/" + post + "/comments", Map.of("body", "새 댓글")).status()).isEqualTo(201);
		var commits = statements.commits();
		assertThat(statements.take()).hasSize(5);
		assertThat(commits).isEqualTo(1);
	}

	@Test
	void aLikeIsOneThatCommitsItself() {
		assertThat(member.client().put("/posts/" + post + "/like").status()).isEqualTo(200);
		var commits = statements.commits();
		assertThat(statements.take()).hasSize(1);
		assertThat(commits).isZero();
	}
}
