package dev.madang.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.zip.ZipInputStream;

import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.Mailbox;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@MadangTest
class DepartureTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	@Autowired
	TransactionTemplate transaction;

	private Map<String, String> export(Person person) throws IOException, InterruptedException {
		var token = community.anybody().post("/auth/login", Map.of("login", person.handle(), "password", Community.PASSWORD))
				.text("/accessToken");
		var zip = HttpClient.newHttpClient().send(HttpRequest
				.newBuilder(URI.create("http://localhost:" + community.anybody().port() + "/api/v1/users/me/export"))
				.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofByteArray());
		assertThat(zip.headers().firstValue("Content-Type")).hasValue("application/zip");
		var files = new HashMap<String, String>();
		try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
			for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

	@Test
	void everythingThatOneMadeIsInTheArchive() throws Exception {
		var member = community.aMember();
		var other = community.aMember();
		var category = community.aCategory();
		var post = community.aPost().by(member).in(category).titled("내 글").saying("본문입니다").send();
		member.client().patch("/posts/" + post.id(), Map.of("title", "고친 글"));
		community.aPost().by(member).in(category).titled("임시").saying("아직").draft().send();
		community.aComment(member, post.id(), "내 댓글");
		member.client().put("/posts/" + post.id() + "/like");
		member.client().put("/posts/" + post.id() + "/bookmark");
		member.client().put("/users/" + other.handle() + "/follow");
		var files = export(member);
		assertThat(files.keySet()).contains("profile.ndjson", "emails.ndjson", "sign-ins.ndjson", "login-history.ndjson",
				"posts.ndjson", "post-versions.ndjson", "comments.ndjson", "bookmarks.ndjson", "read-posts.ndjson",
				"likes.ndjson",
				"following.ndjson", "followers.ndjson", "reports.ndjson");
		assertThat(files.get("posts.ndjson")).hasLineCount(2).contains("고친 글");
		assertThat(files.get("post-versions.ndjson")).contains("내 글");
		assertThat(files.get("comments.ndjson")).contains("내 댓글");
		assertThat(files.get("likes.ndjson")).contains("post:" + post.id());
		assertThat(files.get("following.ndjson")).contains(other.handle());
		assertThat(String.join("", files.values())).doesNotContain("argon2id");
	}

	/** The writer locks a notice and then its member, whoever leaves the other way round: PostgreSQL ends who waited longer. */
	@Test
	void whoLeavesWhileANoticeIsWrittenLeavesNonetheless() throws Exception {
		var member = community.aMember();
		community.jdbc().sql(
				"insert into notification (member_id, kind, subject_kind, subject_id) values (:id, 'welcome', 'member', :id)")
				.param("id", member.id()).update();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var answer = Objects.requireNonNull(transaction.execute(status -> {
				community.jdbc().sql("update notification set others = 1 where member_id = :id").param("id", member.id())
						.update();
				var asked = threads.submit(() -> member.client().send("DELETE", "/users/me",
						"{\"password\":\"" + Community.PASSWORD + "\"}", "application/json"));
				community.awaitWaiting();
				community.jdbc().sql("select id from member where id = :id for key share").param("id", member.id()).query()
						.singleRow();
				return asked;
			}));
			assertThat(answer.get().status()).isEqualTo(204);
		}
		assertThat(community.jdbc().sql("select count(*) from notification where member_id = :id").param("id", member.id())
				.query(Long.class).single()).isZero();
	}

	@Test
	void whoeverLeavesLeavesOnlyWhatOthersAnswered() {
		var member = community.aMember();
		var other = community.aMember();
		var category = community.aCategory();
		var post = community.aPost(member, category);
		var comment = community.aComment(member, post, "내 댓글");
		community.aReply(other, post, comment, "답글");
		var draft = community.aPost().by(member).in(category).titled("임시").saying("아직").draft().id();
		var liked = community.aPost(other, category);
		member.client().put("/posts/" + liked + "/like");
		member.client().put("/comments/" + comment + "/like");
		member.client().put("/users/" + other.handle() + "/follow");
		other.client().put("/users/" + member.handle() + "/follow");
		member.client().patch("/posts/" + post, Map.of("title", "고친 글"));
		community.aPost().by(member.client().header("Idempotency-Key", "once")).in(category).send();
		community.jdbc().sql("update sign_in set created_at = now() - interval '6 minutes' where member_id = :id")
				.param("id", member.id()).update();
		member = new Person(member.id(), member.handle(), community.signIn(member.id(), member.handle()).client(), "");
		assertThat(member.client().send("DELETE", "/users/me", "{\"password\":\"not this one\"}", "application/json").status())
				.isEqualTo(422);
		assertThat(member.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json").status()).isEqualTo(204);

		assertThat(member.client().get("/users/me").status()).isEqualTo(401);
		assertThat(community.anybody().get("/users/" + member.handle()).status()).isEqualTo(404);
		assertThat(community.anybody().post("/auth/login", Map.of("login", member.handle(), "password", Community.PASSWORD))
				.status()).isEqualTo(401);
		var left = community.anybody().get("/posts/" + post);
		assertThat(left.text("/title")).isEqualTo("고친 글");
		assertThat(left.text("/author/name")).isEqualTo("탈퇴한 회원");
		assertThat(left.body()).doesNotContain(member.handle());
		assertThat(community.anybody().get("/posts/" + post + "/versions").json().at("/items").size()).isEqualTo(1);
		assertThat(community.anybody().get("/posts/" + post + "/comments").json().at("/items").size()).isEqualTo(2);
		assertThat(community.anybody().get("/posts/" + liked).json().at("/likeCount").asInt()).isZero();
		var others = community.anybody().get("/users/" + other.handle()).json();
		assertThat(others.at("/followerCount").asInt() + others.at("/followingCount").asInt()).isZero();
		assertThat(community.jdbc().sql("select count(*) from post where id = :id").param("id", draft).query(Integer.class)
				.single()).isZero();
		assertThat(new Browser(community).get("/p/" + post).body()).contains("탈퇴한 회원").doesNotContain("/@withdrawn");
		nothingPersonalIsLeft(member.id());
		assertThat(signUp(member.handle(), member.handle()).code()).as("texts still mention it").isEqualTo("handle-taken");
		assertThat(signUp(member.handle() + "2", member.handle()).status()).isEqualTo(201);
	}

	private Client.Answer signUp(String handle, String name) {
		return community.anybody().post("/auth/signup",
				Map.of("handle", handle, "name", "새", "email", name + "@example.org", "password", Community.PASSWORD));
	}

	@Test
	void whatWasDeletedBeforeGoesWithItsAuthor() {
		var member = community.aMember();
		var other = community.aMember();
		var secret = Community.unique("지운 ");
		var item = community.anItem().id();
		var post = community.aPost().by(member).titled(secret).saying(secret).tagged(Community.unique("t")).about(item).rated(1)
				.id();
		member.client().patch("/posts/" + post, Map.of("title", secret + " 고침"));
		var kept = community.aPost().by(other).id();
		var comment = community.aComment(member, kept, secret);
		community.aReply(other, kept, comment, "답글");
		var reply = community.aComment(other, post, "남의 댓글");
		assertThat(member.client().delete("/comments/" + comment).status()).isEqualTo(204);
		var hidden = community.aComment(member, kept, secret);
		var moderator = community.aModerator();
		assertThat(moderator.client().delete("/comments/" + hidden).status()).isEqualTo(204);
		assertThat(member.client().delete("/posts/" + post).status()).isEqualTo(204);

		assertThat(community.anAdmin().client().delete("/users/" + member.handle()).status()).isEqualTo(204);

		for (var table : List.of("post_version", "comment_version")) {
			assertThat(community.jdbc().sql("select count(*) from " + table + " v where v::text like '%' || :secret || '%'")
					.param("secret", secret).query(Integer.class).single()).as(table).isZero();
		}
		assertThat(community.jdbc().sql("select rating is null and item_id is null from post where id = :id").param("id", post)
				.query(Boolean.class).single()).isTrue();
		assertThat(community.jdbc().sql("select count(*) from comment where id = :id").param("id", reply).query(Integer.class)
				.single()).as("what others wrote below it").isOne();
		assertThat(community.anybody().get("/posts/" + kept + "/comments").json().at("/items").size()).isEqualTo(2);
		assertThat(moderator.client().post("/posts/" + post + "/restore", "{}").code()).isEqualTo("member-has-left");
		assertThat(moderator.client().post("/comments/" + hidden + "/restore", "{}").code()).isEqualTo("deleted-by-author");
		var browser = new Browser(community).signedIn(moderator);
		assertThat(browser.get("/p/" + post).body()).contains("/moderate").doesNotContain("name=\"restore\"");
		assertThat(browser.get("/p/" + kept).body()).doesNotContain("/restore");
	}

	@Test
	void whatAModeratorHidesAfterwardsComesBack() {
		var member = community.aMember();
		var post = community.aPost().by(member).id();
		var comment = community.aComment(member, post, "남은 댓글");
		assertThat(community.anAdmin().client().delete("/users/" + member.handle()).status()).isEqualTo(204);
		var moderator = community.aModerator().client();
		moderator.delete("/comments/" + comment);
		moderator.delete("/posts/" + post);
		assertThat(moderator.post("/posts/" + post + "/restore", "{}").status()).isEqualTo(200);
		assertThat(moderator.post("/comments/" + comment + "/restore", "{}").text("/body")).isEqualTo("남은 댓글");
	}

	@Test
	void emailsToWhoeverLeavesGo() {
		var handle = Community.unique("gone");
		var address = handle + "@example.org";
		assertThat(signUp(handle, handle).status()).isEqualTo(201);
		mailbox.email(address, "확인");
		community.jdbc().sql("""
				insert into mail (recipient, sender, subject, body, html, next_at)
				values (:to, '마당', '제목', '본문', '<p>본문</p>', now() + interval '1 hour')
				""").param("to", address).update();

		assertThat(community.anAdmin().client().delete("/users/" + handle).status()).isEqualTo(204);

		assertThat(mailbox.find(address, "")).isEmpty();
		assertThat(community.jdbc().sql("select count(*) from mail where recipient = :to").param("to", address)
				.query(Integer.class).single()).isZero();
	}

	/** Every table that refers to members has no row of this one, but what was published and the row without a name. */
	private void nothingPersonalIsLeft(long id) {
		var columns = community.jdbc().sql("""
				select c.conrelid::regclass::text || '.' || a.attname from pg_constraint c
				join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
				where c.contype = 'f' and c.confrelid = 'member'::regclass
				""").query(String.class).list();
		assertThat(columns).hasSizeGreaterThan(20);
		for (var column : columns) {
			var parts = column.split("\\.");
			var rows = community.jdbc().sql("select count(*) from " + parts[0] + " where " + parts[1] + " = :id")
					.param("id", id)
					.query(Integer.class).single();
			if (!column.matches("(post|comment|member_count|post_version|comment_version)\\..*")) {
				assertThat(rows).as(column).isZero();
			}
		}
		assertThat(community.jdbc().sql("""
				select password_hash is null and bio = '' and links = '{}' and age is null and phone is null and picture is null
				from member where id = :id
				""").param("id", id).query(Boolean.class).single()).isTrue();
	}

	@Test
	void onThePageOneIsAskedOnceMore() {
		var member = community.aMember();
		var browser = new Browser(community).signedIn(member);
		assertThat(browser.post("/settings/leave", "handle=x&password=" + Browser.encode(Community.PASSWORD)).status())
				.isEqualTo(422);
		var gone = browser.post("/settings/leave",
				"handle=" + member.handle() + "&password=" + Browser.encode(Community.PASSWORD));
		assertThat(gone.status()).isEqualTo(200);
		assertThat(browser.cookie("madang")).isEmpty();
		assertThat(browser.get("/settings").status()).isEqualTo(401);
	}

	@Test
	void anAdminRemovesAMemberButNotAnotherAdmin() {
		var admin = community.anAdmin();
		var member = community.aMember();
		assertThat(admin.client().delete("/users/" + community.anAdmin().handle()).code()).isEqualTo("demote-first");
		assertThat(community.aModerator().client().delete("/users/" + member.handle()).status()).isEqualTo(403);
		assertThat(admin.client().delete("/users/" + member.handle()).status()).isEqualTo(204);
		assertThat(member.client().get("/users/me").status()).isEqualTo(401);
	}
}
