package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A comment is found on whichever part of its thread it is. */
@MadangTest
class ThreadPlacesTest {

	@Autowired
	Community community;

	private static String location(Browser browser, String path) {
		return browser.get(path).response().headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
	}

	@Test
	void aCommentFarDownIsOnAnotherPart() {
		var reader = community.aMember();
		var browser = new Browser(community).signedIn(reader);
		var post = community.aPost().id();
		var first = community.aComment(community.aMember(), post, "처음");
		browser.get("/p/" + post);
		assertThat(location(browser, "/comment/" + first)).isEqualTo("/p/" + post + "#c" + first);
		assertThat(location(browser, "/p/" + post + "/unread")).as("nothing new").isEqualTo("/p/" + post + "#talk");
		community.jdbc().sql("""
				with new as (
				  insert into comment (post_id, author_id, path, id)
				  select :post, (select author_id from post where id = :post), array[id], id
				  from (select nextval(pg_get_serial_sequence('comment', 'id')) as id from generate_series(1, 60)) each
				  returning id)
				insert into comment_version (comment_id, version, body) select id, 1, '댓글' from new
				""").param("post", post).update();
		var writer = community.aMember();
		var late = community.aComment(writer, post, "나중에 온 말");
		var under = community.aReply(community.aMember(), post, late, "그 아래");
		var address = location(browser, "/comment/" + under);
		assertThat(address).startsWith("/p/" + post + "?cursor=").endsWith("#c" + under);
		assertThat(browser.get(address.split("#")[0]).body()).contains("나중에 온 말", "그 아래").doesNotContain("처음");
	}

	@Test
	void whatIsNewIsFoundAtTheEndOfAThreadThatIsNotLookedThroughWhole() {
		var browser = new Browser(community).signedIn(community.aMember());
		var post = community.aPost().id();
		community.jdbc().sql("""
				with new as (
				  insert into comment (post_id, author_id, path, id)
				  select :post, (select author_id from post where id = :post), array[id], id
				  from (select nextval(pg_get_serial_sequence('comment', 'id')) as id from generate_series(1, :many)) each
				  returning id)
				insert into comment_version (comment_id, version, body) select id, 1, '댓글' from new
				""").param("post", post).param("many", ThreadPlaces.LOOKED_AT + 50).update();
		browser.get("/p/" + post);
		var late = community.aComment(community.aMember(), post, "나중에 온 말");
		assertThat(location(browser, "/p/" + post + "/unread")).endsWith("#c" + late);
	}

	@Test
	void aCommentIsOnTheNextPartAlsoWhereMuchIsSaidBelowTheOneBefore() {
		var browser = new Browser(community);
		var post = community.aPost().id();
		var talked = community.aComment(community.aMember(), post, "말이 많은 댓글");
		var next = community.aComment(community.aMember(), post, "바로 다음 댓글");
		community.jdbc().sql("""
				with new as (
				  insert into comment (post_id, author_id, parent_id, path, id)
				  select :post, (select author_id from post where id = :post), :talked, array[:talked::bigint, id], id
				  from (select nextval(pg_get_serial_sequence('comment', 'id')) as id from generate_series(1, 60)) each
				  returning id)
				insert into comment_version (comment_id, version, body) select id, 1, '답글' from new
				""").param("post", post).param("talked", talked).update();
		assertThat(browser.get(location(browser, "/comment/" + next).split("#")[0]).body()).contains("바로 다음 댓글");
	}

	@Test
	void nobodyIsLedToWhatTheyMayNotSee() {
		var reader = community.aMember();
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var browser = new Browser(community).signedIn(reader);
		browser.get("/p/" + post);
		var comment = community.aComment(author, post, "곧 지울 말");
		author.client().delete("/comments/" + comment);
		assertThat(location(browser, "/p/" + post + "/unread")).isEqualTo("/p/" + post + "#talk");
		var hidden = community.aPost().in(community.aCategory(Map.of("readRole", "admin"))).by(community.anAdmin()).id();
		assertThat(browser.get("/p/" + hidden + "/unread").status()).isEqualTo(404);
		assertThat(browser.get("/comment/" + Long.MAX_VALUE).status()).isEqualTo(404);
		assertThat(location(new Browser(community), "/p/" + post + "/unread")).isEqualTo("/p/" + post + "#talk");
	}
}
