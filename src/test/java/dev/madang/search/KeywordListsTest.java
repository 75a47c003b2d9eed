package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.Statements;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists of posts that a keyword narrows: answered by the index, seen as the tables say. */
@SecondMadangTest
class KeywordListsTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Autowired
	Engine engine;

	Searching searching;

	Community.Person author;

	String category;

	String word;

	@BeforeEach
	void aBoard() {
		searching = new Searching(community);
		author = community.aMember();
		category = community.aCategory();
		word = Searching.aWord();
	}

	private long aPost(String board, String body) {
		return community.aPost().by(author).in(board).saying(body).tagged("t" + category).id();
	}

	private static List<Long> ids(Client.Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		var ids = new ArrayList<Long>();
		answer.json().at("/items").forEach(item -> ids.add(item.at("/id").asLong()));
		return ids;
	}

	private List<Long> walk(String more) {
		var path = "/posts?limit=2&q=" + word + more;
		var page = community.anybody().get(path);
		var ids = new ArrayList<>(ids(page));
		while (!page.json().at("/nextCursor").isNull()) {
			page = community.anybody().get(path + "&cursor=" + page.text("/nextCursor"));
			ids.addAll(ids(page));
		}
		return ids;
	}

	@Test
	void aRareWordIsFoundInEveryOrderAndOnEveryPage() {
		var posts = new ArrayList<Long>();
		for (int i = 0; i < 5; i++) {
			posts.add(aPost(i == 4 ? community.aCategory() : category, "말 " + word + "의 뜻"));
		}
		author.client().put("/posts/" + posts.get(1) + "/like");
		community.aComment(author, posts.get(2), "댓글");
		searching.settle();
		statements.take();
		assertThat(walk("")).containsExactlyElementsOf(posts.reversed());
		assertThat(statements.take()).as("no text is looked through").noneMatch(text -> text.contains("ilike"));
		assertThat(walk("&sort=popular")).startsWith(posts.get(1)).containsExactlyInAnyOrderElementsOf(posts);
		assertThat(walk("&sort=discussed")).startsWith(posts.get(2)).containsExactlyInAnyOrderElementsOf(posts);
		assertThat(walk("&category=" + category)).containsExactlyElementsOf(posts.subList(0, 4).reversed());
		assertThat(walk("&tag=T" + category + "&author=" + author.handle())).containsExactlyElementsOf(posts.reversed());
		assertThat(walk("&tag=other")).isEmpty();
		var page = community.anybody().get("/posts?limit=2&page=3&q=" + word);
		assertThat(ids(page)).containsExactly(posts.getFirst());
		assertThat(page.json().at("/total").asInt()).isEqualTo(5);
		assertThat(community.anybody().header("Accept", "text/html").get("!/?q=" + word).body())
				.contains("/p/" + posts.getFirst(), "/p/" + posts.getLast());
		assertThat(statements.take()).noneMatch(text -> text.contains("ilike"));
	}

	@Test
	void whatChangedAMomentAgoIsAsTheTablesSay() {
		searching.settle();
		var id = aPost(category, word);
		assertThat(walk("")).containsExactly(id);
		author.client().patch("/posts/" + id, Map.of("body", "다른 말"));
		assertThat(walk("")).isEmpty();
		author.client().patch("/posts/" + id, Map.of("body", word));
		assertThat(walk("")).containsExactly(id);
		author.client().delete("/posts/" + id);
		assertThat(walk("")).isEmpty();
	}

	@Test
	void nobodySeesMoreThanWithoutAKeyword() {
		var secret = community.aCategory(Map.of("readRole", "member"));
		var hidden = aPost(secret, word);
		var open = aPost(category, word);
		var blocker = community.aMember();
		blocker.client().put("/users/" + author.handle() + "/block");
		for (var settled : new boolean[]{ false, true }) {
			if (settled) {
				searching.settle();
			}
			for (var query : List.of("/posts?q=" + word, "/posts?sort=popular&q=" + word)) {
				assertThat(ids(community.anybody().get(query))).containsExactly(open);
				assertThat(ids(author.client().get(query))).containsExactlyInAnyOrder(open, hidden);
				assertThat(ids(blocker.client().get(query))).isEmpty();
				assertThat(community.anybody().get(query + "&page=1").json().at("/total").asInt()).isEqualTo(1);
			}
		}
	}

	@Test
	void theBeginningOfAnAuthorsNameFindsWhatTheyWrote() {
		var id = aPost(category, "본문");
		var name = author.handle().substring(0, author.handle().length() - 1);
		searching.settle();
		assertThat(ids(community.anybody().get("/posts?q=" + name + "&category=" + category))).containsExactly(id);
	}

	@Test
	void whatAnAuthorWroteElsewhereSinceDoesNotHideWhatTheyWroteHere() {
		var id = aPost(category, "본문");
		var elsewhere = community.aCategory();
		for (int i = 0; i < 25; i++) {
			community.aPost(author, elsewhere);
		}
		searching.settle();
		var name = author.handle().substring(0, author.handle().length() - 1);
		for (var narrowed : List.of("&category=" + category, "&tag=t" + category)) {
			assertThat(ids(community.anybody().get("/posts?limit=20&q=" + name + narrowed))).containsExactly(id);
		}
	}

	@Test
	void aListOfManyPostsOfTheSameMomentGoesOnToItsEnd() {
		var imported = community.jdbc()
				.sql("""
						with new as (
						  insert into post (author_id, category_id, created_at)
						  select p.author_id, p.category_id, p.created_at from post p, generate_series(1, 330) where p.id = :id
						  returning id),
						counted as (
						  insert into post_count (post_id, listed_in, author_id)
						  select new.id, p.category_id, p.author_id from new, post p where p.id = :id),
						told as (
						  insert into activity (verb, detail)
						  select 'archive.imported', jsonb_build_object('ids', jsonb_build_object('post', array[min(id), max(id)])) from new)
						insert into post_version (post_id, version, title, body) select id, 1, '제목', :body from new
						""")
				.param("id", aPost(category, "본문")).param("body", word).update();
		searching.settle();
		var path = "/posts?limit=100&q=" + word;
		var page = community.anybody().get(path);
		var ids = new ArrayList<>(ids(page));
		while (!page.json().at("/nextCursor").isNull()) {
			page = community.anybody().get(path + "&cursor=" + page.text("/nextCursor"));
			ids.addAll(ids(page));
		}
		assertThat(ids).hasSize(imported).doesNotHaveDuplicates();
	}

	@Test
	void signsAreNoOperatorsHere() {
		var id = aPost(category, "100% " + word);
		aPost(category, "감귤");
		searching.settle();
		assertThat(ids(community.anybody().get("/posts?category=" + category + "&q=-" + word))).containsExactly(id);
		assertThat(ids(community.anybody().get("/posts?category=" + category + "&q=tag:" + word))).isEmpty();
		assertThat(ids(community.anybody().get("/posts?category=" + category + "&q=100%25"))).containsExactly(id);
		assertThat(ids(community.anybody().get("/posts?category=" + category + "&q=%25"))).as("no word: by the tables")
				.containsExactly(id);
	}

	@Test
	void withoutAnIndexTheTablesAnswerAndItIsSaidUntilTheIndexIsBack() {
		var id = aPost(category, word);
		searching.settle();
		Awaitility.await().until(() -> {
			engine.close();
			var answer = community.anybody().get("/posts?q=" + word + "&category=" + category);
			assertThat(ids(answer)).containsExactly(id);
			return "missing".equals(answer.header("Madang-Index"));
		});
		community.jdbc().sql("select pg_notify('madang', 'search again')").query().singleRow();
		searching.settle();
		assertThat(community.anybody().get("/posts?q=" + word).header("Madang-Index")).isEmpty();
	}
}
