package dev.madang.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Document;

@MadangTest
class FeedTest {

	@Autowired
	Community community;

	private Person author;

	private String board;

	@BeforeEach
	void people() {
		author = community.aMember();
		board = community.aCategory();
	}

	@Test
	void aBoardsFeedHasTheWholeTextAndIsValidXmlWhateverIsWritten() throws Exception {
		var body = "**굵게** <script>alert(1)</script> ]]> & \u0008 끝 " + "가".repeat(1500) + " 꼬리";
		var id = community.aPost().by(author).in(board).titled("제목 <b>&\u0007").saying(body).tagged("한글 태그").id();
		var feed = feed("/c/" + board + "/feed.atom");
		assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(1);
		assertThat(text(feed, "title", 1)).isEqualTo("제목 <b>&");
		assertThat(text(feed, "content", 0)).contains("<strong>굵게</strong>").contains("꼬리").doesNotContain("<script");
		assertThat(feed.getElementsByTagName("entry").item(0).getTextContent()).contains("/p/" + id);
		assertThat(feed.getElementsByTagName("category").item(0).getAttributes().getNamedItem("term").getNodeValue())
				.isEqualTo("한글 태그");
	}

	@Test
	void aFeedHasWhatAnybodyMayReadEvenForItsAuthor() throws Exception {
		var closed = community.aCategory(Map.of("readRole", "member"));
		community.aPost().by(author).in(closed).titled("회원만").send();
		var open = community.aPost(author, board);
		assertThat(author.client().get("!/c/" + closed + "/feed.atom").status()).isEqualTo(404);
		var feed = feed("/@" + author.handle() + "/feed.atom");
		assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(1);
		assertThat(text(feed, "id", 1)).endsWith("/p/" + open);
	}

	@Test
	void aHiddenPostIsInNoFeedAtOnce() throws Exception {
		var post = community.aPost(author, board);
		assertThat(feed("/c/" + board + "/feed.atom").getElementsByTagName("entry").getLength()).isEqualTo(1);
		community.aModerator().client().delete("/posts/" + post);
		assertThat(feed("/c/" + board + "/feed.atom").getElementsByTagName("entry").getLength()).isZero();
	}

	@Test
	void whoHasTheFeedAlreadyIsToldSo() {
		community.aPost(author, board);
		var first = community.anybody().get("!/c/" + board + "/feed.atom");
		var tag = first.header("ETag");
		assertThat(community.anybody().header("If-None-Match", tag).get("!/c/" + board + "/feed.atom").status()).isEqualTo(304);
		community.aPost(author, board);
		assertThat(community.anybody().header("If-None-Match", tag).get("!/c/" + board + "/feed.atom").status()).isEqualTo(200);
	}

	@Test
	void aNewNameOfABoardIsAnotherFeed() {
		community.aPost(author, board);
		var path = "!/c/" + board + "/feed.atom";
		var first = community.anybody().get(path);
		assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(first.response().headers().allValues("Vary").toString()).contains("Accept-Language");
		community.anAdmin().client().patch("/categories/" + board, Map.of("name", "새 이름"));
		assertThat(community.anybody().header("If-None-Match", first.header("ETag")).get(path).status()).isEqualTo(200);
	}

	@Test
	void aFeedHasTheNewestWhateverIsPinned() throws Exception {
		for (int i = 0; i < 30; i++) {
			community.aPost(author, board);
		}
		community.jdbc().sql("update post set pinned = true where author_id = :id").param("id", author.id()).update();
		var newest = community.aPost(author, board);
		assertThat(text(feed("/c/" + board + "/feed.atom"), "id", 1)).endsWith("/p/" + newest);
	}

	@Test
	void aReaderElsewhereFindsLinksAndPictures() throws Exception {
		var key = (Community.unique("key") + "0".repeat(22)).substring(0, 22);
		var picture = community.jdbc().sql("""
				insert into media (owner_id, content_type, filename, size, ready_at, key, format, width, height, alt)
				values (:owner, 'image/png', 'x.png', 1, now(), :key, 'png', 1200, 800, '"앞" <모습>') returning id
				""").param("owner", author.id()).param("key", key).query(Long.class).single();
		community.aPost().by(author).in(board).titled("사진").saying("[다른 글](/p/1) `href=\"/p/2\"` [밖](https://other.example/x)")
				.with("mediaIds", List.of(picture)).send();
		assertThat(text(feed("/c/" + board + "/feed.atom"), "content", 0)).contains("href=\"http://localhost:8080/p/1\"")
				.contains("href=\"https://other.example/x\"").doesNotContain("8080/p/2")
				.contains("<img src=\"http://localhost:8080/media/" + key + "/feed.png\" width=\"960\" height=\"640\"")
				.contains("alt=\"&quot;앞&quot; &lt;모습&gt;\"");
	}

	@Test
	void nobodysFeedIsNotThere() {
		assertThat(community.anybody().get("!/@nobody-there/feed.atom").status()).isEqualTo(404);
		assertThat(community.anybody().get("!/c/nowhere/feed.atom").status()).isEqualTo(404);
	}

	private Document feed(String path) throws Exception {
		var answer = community.anybody().get("!" + path);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
		return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
				.parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
	}

	private static String text(Document feed, String name, int n) {
		return feed.getElementsByTagName(name).item(n).getTextContent();
	}
}
