package dev.madang.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@MadangTest
class FollowsTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	private int follow(Person who, Person whom) {
		return who.client().put("/users/" + whom.handle() + "/follow").status();
	}

	private JsonNode user(Person person, Person as) {
		return as.client().get("/users/" + person.handle()).json();
	}

	@Test
	void followingTwiceIsFollowingOnce() {
		var fan = community.aMember();
		var writer = community.aMember();
		assertThat(follow(fan, writer)).isEqualTo(204);
		assertThat(follow(fan, writer)).isEqualTo(204);
		assertThat(user(writer, fan).at("/followerCount").asInt()).isEqualTo(1);
		assertThat(user(writer, fan).at("/followedByMe").asBoolean()).isTrue();
		assertThat(user(fan, writer).at("/followingCount").asInt()).isEqualTo(1);
		assertThat(user(fan, writer).at("/followedByMe").asBoolean()).isFalse();
		fan.client().delete("/users/" + writer.handle() + "/follow");
		fan.client().delete("/users/" + writer.handle() + "/follow");
		assertThat(user(writer, fan).at("/followerCount").asInt()).isZero();
		assertThat(fan.client().put("/users/me/follow").status()).isIn(404, 422);
	}

	@Test
	void listsGoOnByCursorAndAFollowerCanBeRemoved() {
		var writer = community.aMember();
		var fans = new ArrayList<Person>();
		for (int i = 0; i < 3; i++) {
			fans.add(community.aMember());
			follow(fans.getLast(), writer);
		}
		var first = community.anybody().get("/users/" + writer.handle() + "/followers?limit=2");
		assertThat(first.text("/items/0/handle")).isEqualTo(fans.get(2).handle());
		var second = community.anybody()
				.get("/users/" + writer.handle() + "/followers?limit=2&cursor=" + first.text("/nextCursor"));
		assertThat(second.text("/items/0/handle")).isEqualTo(fans.get(0).handle());
		assertThat(second.json().at("/nextCursor").isNull()).isTrue();
		assertThat(writer.client().delete("/users/me/followers/" + fans.get(0).handle()).status()).isEqualTo(204);
		assertThat(user(writer, writer).at("/followerCount").asInt()).isEqualTo(2);
		assertThat(fans.get(0).client().get("/users/me/following").json().at("/items").size()).isZero();
	}

	@Test
	void theHomeFeedHasThePostsOfThoseWhomOneFollowsAndCostsOneStatement() {
		var reader = community.aMember();
		var category = community.aCategory();
		var hidden = community.aCategory(Map.of("readRole", "moderator"));
		var a = community.aMember();
		var b = community.aMember();
		var stranger = community.aMember();
		follow(reader, a);
		follow(reader, b);
		var posts = new ArrayList<Long>();
		for (int i = 0; i < 5; i++) {
			posts.addFirst(community.aPost(i % 2 == 0 ? a : b, category));
		}
		community.aPost(stranger, category);
		community.aPost(reader, category);
		var gone = community.aPost(a, category);
		a.client().delete("/posts/" + gone);
		community.jdbc().sql("update post set category_id = (select id from category where slug = :slug) where id = :id")
				.param("slug", hidden).param("id", community.aPost(b, category)).update();
		var seen = new ArrayList<Long>();
		var cursor = "";
		do {
			statements.take();
			var page = reader.client().get("/feed/home?limit=2" + cursor);
			assertThat(statements.take()).hasSize(1);
			page.json().at("/items").forEach(item -> seen.add(item.at("/id").asLong()));
			cursor = page.json().at("/nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
		}
		while (!cursor.isEmpty());
		assertThat(seen).isEqualTo(posts);
	}

	@Test
	void aBlockHidesBothFromEachOther() {
		var one = community.aMember();
		var other = community.aMember();
		var witness = community.aMember();
		var category = community.aCategory();
		follow(one, other);
		follow(other, one);
		var post = community.aPost(witness, category);
		var ofOther = community.aPost(other, category);
		one.client().put("/posts/" + ofOther + "/bookmark");
		other.client().put("/posts/" + post + "/like");
		var top = community.aComment(other, post, "막힌 사람의 댓글");
		var reply = community.aReply(witness, post, top, "답글");
		var alone = community.aComment(other, post, "혼자 있는 댓글");
		assertThat(one.client().put("/users/" + other.handle() + "/block").status()).isEqualTo(204);
		assertThat(one.client().put("/users/" + other.handle() + "/block").status()).isEqualTo(204);

		assertThat(one.client().get("/posts/" + ofOther).status()).isEqualTo(404);
		for (var sort : new String[]{ "latest", "popular", "discussed" }) {
			var list = one.client().get("/posts?category=" + category + "&sort=" + sort).json().at("/items");
			assertThat(list.size()).as(sort).isEqualTo(1);
		}
		assertThat(one.client().get("/posts?author=" + other.handle()).json().at("/items").size()).isZero();
		assertThat(one.client().get("/users/me/bookmarks").json().at("/items").size()).isZero();
		assertThat(one.client().get("/feed/home").json().at("/items").size()).isZero();
		assertThat(one.client().get("/users/" + other.handle() + "/comments").json().at("/items").size()).isZero();
		assertThat(one.client().get("/posts/" + post + "/likes").json().at("/items").size()).isZero();
		var thread = one.client().get("/posts/" + post + "/comments").json().at("/items");
		assertThat(thread.size()).isEqualTo(2);
		assertThat(thread.at("/0/removed").asBoolean()).isTrue();
		assertThat(thread.at("/0/body").isNull()).isTrue();
		assertThat(thread.at("/1/id").asLong()).isEqualTo(reply);
		assertThat(one.client().get("/comments/" + alone).status()).isEqualTo(404);
		assertThat(one.client().put("/comments/" + alone + "/like").status()).isEqualTo(404);
		assertThat(community.aComment().by(one).on(post).saying("나").replyingTo(top).send().status())
				.isEqualTo(409);
		assertThat(community.aComment().by(one).on(post).saying("나").send().status()).isEqualTo(201);
		assertThat(community.anybody().get("/posts/" + ofOther).status()).isEqualTo(200);

		assertThat(other.client().get("/users/" + one.handle() + "/comments").json().at("/items").size()).isZero();
		assertThat(other.client().put("/users/" + one.handle() + "/follow").status()).isEqualTo(404);
		assertThat(user(one, witness).at("/followerCount").asInt()).isZero();
		assertThat(user(one, witness).at("/followingCount").asInt()).isZero();
		assertThat(one.client().get("/users?q=" + other.handle()).json().at("/items").size()).isZero();
		assertThat(witness.client().get("/users?q=" + other.handle()).json().at("/items").size()).isEqualTo(1);
		assertThat(one.client().get("/users/me/blocks").text("/items/0/user/handle")).isEqualTo(other.handle());
		assertThat(other.client().get("/users/me/blocks").json().at("/items").size()).isZero();

		one.client().delete("/users/" + other.handle() + "/block");
		assertThat(one.client().get("/posts/" + ofOther).status()).isEqualTo(200);
	}

	@Test
	void moderatorsSeeEverybody() {
		var moderator = community.aModerator();
		var member = community.aMember();
		var post = community.aPost().by(member).id();
		member.client().put("/users/" + moderator.handle() + "/block");
		assertThat(moderator.client().get("/posts/" + post).status()).isEqualTo(200);
	}
}
