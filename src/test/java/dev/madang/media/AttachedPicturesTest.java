package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import dev.madang.testing.Sending;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import dev.madang.testing.PictureFiles;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pictures of posts, profiles and items. */
@SecondMadangTest
class AttachedPicturesTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Autowired
	Removals removals;

	@Autowired
	ProcessingQueue queue;

	Community.Person member;

	String category;

	Answer one;

	Answer two;

	@BeforeEach
	void somebodysPictures() {
		member = community.aMember();
		category = community.aCategory();
		one = picture();
		two = picture();
	}

	private Answer picture() {
		return new Sending(member).send(PictureFiles.png(40, 30), "image/png");
	}

	private Answer post(Object mediaIds, String body) {
		return community.aPost().by(member).in(category).titled("사진").saying(body).with("mediaIds", mediaIds).send();
	}

	private static List<Long> ids(Answer post) {
		return post.json().at("/images").valueStream().map(image -> image.at("/id").asLong()).toList();
	}

	@Test
	void aPostShowsItsPicturesInTheirOrderWithOneStatement() {
		var post = post(List.of(two.id(), one.id(), two.id()), "본문");
		assertThat(post.status()).isEqualTo(201);
		assertThat(ids(post)).containsExactly(two.id(), one.id());
		statements.take();
		var read = community.anybody().get("/posts/" + post.id());
		assertThat(statements.take()).hasSize(1);
		assertThat(ids(read)).containsExactly(two.id(), one.id());
		assertThat(read.text("/images/0/variants/1/url")).isEqualTo(two.text("/variants/1/url"));
		var list = community.anybody().get("/posts?category=" + category);
		assertThat(statements.take()).hasSize(1);
		assertThat(list.text("/items/0/images/0/variants/0/name")).isEqualTo("thumb");
	}

	@Test
	void aListBringsAPicturesWordsAsTheyAre() {
		for (var words : List.of("\"마당\", it's {1, 2} \\ NULL  <b>", "", "null")) {
			member.client().patch("/media/" + one.id(), Map.of("alt", words));
			var post = post(List.of(one.id()), "본문");
			assertThat(community.anybody().get("/posts/" + post.id()).text("/images/0/alt")).isEqualTo(words);
		}
	}

	@Test
	void onlyOnesOwnReadyPicturesAreTaken() {
		var others = new Sending(community.aMember()).send(PictureFiles.png(5, 5), "image/png").id();
		var unready = new Sending(member).allow("image/png", 10).id();
		for (var id : new long[]{ others, unready, 9_000_000_000L, -1 }) {
			var answer = post(List.of(one.id(), id), "본문");
			assertThat(answer.status()).isEqualTo(422);
			assertThat(answer.text("/errors/0/field")).isEqualTo("mediaIds");
			assertThat(answer.text("/errors/0/code")).isEqualTo("unknown-picture");
		}
		assertThat(post(new Object[]{ null }, "본문").status()).isIn(400, 422);
		assertThat(post(java.util.stream.LongStream.range(1, 22).boxed().toList(), "본문").text("/errors/0/code"))
				.isEqualTo("too-many");
	}

	@Test
	void whatTheTextShowsBelongsToThePost() {
		var post = post(List.of(), "![고양이](" + two.text("/variants/1/url") + ")");
		assertThat(ids(post)).containsExactly(two.id());
		assertThat(post.text("/bodyHtml")).contains("<img", "alt=\"고양이\"");
		var page = community.anybody().header("Accept", "text/html").get("!/p/" + post.id());
		assertThat(page.body()).doesNotContain("class=\"gallery\"").contains("<img");
	}

	@Test
	void whatTheTextDoesNotShowIsBelowIt() {
		var post = post(List.of(one.id()), "본문");
		assertThat(community.anybody().header("Accept", "text/html").get("!/p/" + post.id()).body())
				.contains("class=\"gallery\"", one.text("/variants/1/url"));
		assertThat(community.anybody().header("Accept", "text/html").get("!/c/" + category).body())
				.contains(one.text("/variants/0/url"));
	}

	@Test
	void otherPicturesAreAnotherVersionAndNoneLeavesThem() {
		var path = "/posts/" + post(List.of(one.id()), "본문").id();
		assertThat(ids(member.client().patch(path, Map.of("title", "새 제목")))).containsExactly(one.id());
		var changed = member.client().patch(path, Map.of("mediaIds", List.of(two.id())));
		assertThat(ids(changed)).containsExactly(two.id());
		assertThat(changed.json().at("/version").asInt()).isEqualTo(3);
		assertThat(member.client().patch(path, Map.of("mediaIds", List.of(two.id()))).json().at("/version").asInt())
				.isEqualTo(3);
		var put = new HashMap<String, Object>(Map.of("category", category, "title", "제목", "body", "본문"));
		assertThat(ids(member.client().put(path, put))).containsExactly(two.id());
		put.put("mediaIds", List.of());
		assertThat(ids(member.client().put(path, put))).isEmpty();
	}

	@Test
	void aModeratorArrangesAPostAndLeavesItsPictures() {
		var path = "/posts/" + post(List.of(one.id()), "본문").id();
		var moderator = community.aModerator().client();
		assertThat(ids(moderator.patch(path, Map.of("pinned", true)))).containsExactly(one.id());
		assertThat(moderator.patch(path, Map.of("mediaIds", List.of())).code()).isEqualTo("not-yours");
	}

	@Test
	void whatNothingShowsIsSweptAfterADay() {
		var id = post(List.of(one.id()), "본문").id();
		var unready = new Sending(member).allow("image/png", 10).id();
		community.jdbc().sql("""
				update media set unused_since = unused_since - interval '24 hours' where owner_id = :id
				""").param("id", member.id()).update();
		removals.sweep();
		assertThat(member.client().get("/media/" + one.id()).status()).isEqualTo(200);
		assertThat(member.client().get("/media/" + two.id()).status()).isEqualTo(404);
		assertThat(community.anybody().get("!" + two.text("/variants/0/url")).status()).isEqualTo(404);
		assertThat(member.client().post("/media/" + unready + "/complete", Map.of()).status()).isEqualTo(404);
		member.client().patch("/posts/" + id, Map.of("mediaIds", List.of()));
		assertThat(community.jdbc().sql("select unused_since is not null from media where id = :id").param("id", one.id())
				.query(Boolean.class).single()).isTrue();
	}

	/** As an attaching post and a discarded draft leave it that meet: the one does not see what the other writes. */
	@Test
	void whatSomethingShowsIsNotSweptWhateverItsMarkSays() {
		post(List.of(one.id()), "본문");
		community.jdbc().sql("update media set unused_since = now() - interval '2 days' where id = :id").param("id", one.id())
				.update();
		removals.sweep();
		assertThat(member.client().get("/media/" + one.id()).status()).isEqualTo(200);
	}

	private boolean isUnused(Answer picture) {
		return community.jdbc().sql("select unused_since is not null from media where id = :id").param("id", picture.id())
				.query(Boolean.class).single();
	}

	@Test
	void whatACommentShowsIsTheComments() {
		var post = post(List.of(), "본문").id();
		var comment = community.aComment(member, post, "이것: ![고양이](" + one.text("/variants/1/url") + ")");
		assertThat(isUnused(one)).isFalse();
		var path = "/comments/" + comment;
		member.client().patch(path, Map.of("body", "저것: ![개](" + two.text("/variants/1/url") + ")"));
		assertThat(isUnused(one)).isTrue();
		assertThat(isUnused(two)).isFalse();
		member.client().patch(path, Map.of("body", "아무것도 없다"));
		assertThat(isUnused(two)).isTrue();
	}

	@Test
	void thePictureOfARemovedCommentIsServedNoLongerUntilItIsRestored() {
		var post = post(List.of(), "본문").id();
		var comment = community.aComment(member, post, "![고양이](" + one.text("/variants/1/url") + ")");
		var moderator = community.aModerator().client();
		assertThat(moderator.delete("/comments/" + comment).status()).isEqualTo(204);
		isServed(one, false);
		assertThat(moderator.post("/comments/" + comment + "/restore", "").status()).isEqualTo(200);
		isServed(one, true);
	}

	private void isServed(Answer picture, boolean served) {
		await().pollInterval(Duration.ofMillis(20)).until(
				() -> community.anybody().get("!" + picture.text("/variants/1/url")).status() == (served ? 200 : 404));
	}

	@Test
	void whatIsTakenFromOrPutToAHiddenThingIsNotShownByThat() {
		var product = community.aProduct().by(member).with("imageIds", List.of(one.id())).id();
		var last = post(List.of(two.id()), "본문").id();
		var path = "/products/" + product;
		assertThat(community.aModerator().client().patch(path, Map.of("status", "hidden")).status()).isEqualTo(200);
		isServed(one, false);
		assertThat(member.client().patch(path, Map.of("imageIds", List.of(one.id(), two.id()))).status()).isEqualTo(200);
		member.client().delete("/posts/" + last);
		isServed(two, false);
		assertThat(member.client().patch(path, Map.of("imageIds", List.of(two.id()))).status()).isEqualTo(200);
		var marker = new Sending(member).send(PictureFiles.png(7, 7), "image/png");
		member.client().delete("/posts/" + post(List.of(marker.id()), "본문").id());
		isServed(marker, false);
		isServed(one, false);
	}

	@Test
	void aPicturesAddressIsToldWhereItIsSeen() {
		var draft = community.aPost().by(member).in(category).with("mediaIds", List.of(one.id())).draft().id();
		var path = "/media/" + one.id();
		assertThat(community.anybody().get(path).status()).isEqualTo(404);
		assertThat(community.aMember().client().get(path).status()).isEqualTo(404);
		assertThat(member.client().get(path).status()).isEqualTo(200);
		assertThat(community.aModerator().client().get(path).status()).isEqualTo(200);
		member.client().patch("/posts/" + draft, Map.of("status", "published"));
		assertThat(community.anybody().get(path).status()).isEqualTo(200);
		var closed = community.aCategory(Map.of("readRole", "member"));
		member.client().patch("/posts/" + draft, Map.of("category", closed));
		assertThat(community.anybody().get(path).status()).isEqualTo(404);
		assertThat(community.aMember().client().get(path).status()).isEqualTo(200);
	}

	@Test
	void whatATextShowsNoLongerIsNotBelowIt() {
		var path = "/posts/" + post(List.of(one.id()), "![고양이](" + two.text("/variants/1/url") + ")").id();
		assertThat(ids(member.client().patch(path, Map.of("body", "본문")))).containsExactly(one.id());
	}

	@Test
	void aPictureBecomesOnesFace() {
		assertThat(member.client().patch("/users/me", Map.of("avatarId", one.id())).text("/avatarUrl"))
				.startsWith("/pictures/");
		var others = community.aMember().client().patch("/users/me", Map.of("avatarId", one.id()));
		assertThat(others.status()).isEqualTo(422);
		assertThat(others.text("/errors/0/code")).isEqualTo("unknown-picture");
		assertThat(member.client().patch("/users/me", Map.of("bio", "새 소개")).text("/avatarUrl")).startsWith("/pictures/");
		assertThat(member.client().put("/users/me", Map.of("bio", "다른 소개")).text("/avatarUrl")).startsWith("/pictures/");
		assertThat(member.client().patch("/users/me", "{\"avatarId\":null}").json().at("/avatarUrl").isNull()).isTrue();
	}

	@Test
	void whoWaitsForTheTurnOfAFaceHoldsNoRow() throws Exception {
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var answer = queue.take(member.id(), () -> {
				var change = threads.submit(() -> member.client().patch("/users/me", Map.of("avatarId", one.id())));
				await().until(() -> queue.areAwaited(member.id()));
				assertThat(community.jdbc().sql("select id from member where id = :id for no key update nowait")
						.param("id", member.id()).query(Long.class).single()).isEqualTo(member.id());
				return change;
			});
			assertThat(answer.get().text("/avatarUrl")).startsWith("/pictures/");
		}
	}
}
