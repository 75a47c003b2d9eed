package dev.madang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A community with Redis: what is read from there is what the database says. */
@MadangTest
class RedisCommunityTest {

	private static final RealRedis SERVER = new RealRedis();

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Autowired
	Redis redis;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("madang.redis.url", () -> "redis://127.0.0.1:" + SERVER.port());
		registry.add("madang.guest-cache.size", () -> "0");
	}

	@AfterAll
	static void stop() {
		SERVER.close();
	}

	private void untilSettled() {
		await().untilAsserted(() -> {
			community.anybody().get("/posts?limit=5");
			statements.take();
			community.anybody().get("/posts?limit=5");
			assertThat(statements.take()).isEmpty();
		});
	}

	@Test
	void aHotListCostsNoStatement() {
		var post = community.aPost().id();
		untilSettled();
		assertThat(community.anybody().get("/posts?limit=5").json().at("/items/0/id").asLong()).isEqualTo(post);
	}

	@Test
	void aLikeShowsInListAndPostAtOnce() {
		var post = community.aPost().id();
		untilSettled();
		community.anybody().get("/posts/" + post);
		community.aMember().client().put("/posts/" + post + "/like");
		var list = community.anybody().get("/posts?limit=5").json().at("/items");
		assertThat(list.valueStream().filter(each -> each.at("/id").asLong() == post).findFirst().orElseThrow()
				.at("/likeCount").asInt()).isOne();
		assertThat(community.anybody().get("/posts/" + post).json().at("/likeCount").asInt()).isOne();
	}

	@Test
	void everythingOfAPostComesBackAsItWas() {
		var post = community.aPost().id();
		untilSettled();
		var first = community.anybody().get("/posts/" + post).json();
		var second = community.anybody().get("/posts/" + post).json();
		assertThat(without(second)).isEqualTo(without(first));
		Set<String> kept = redis.call(commands -> commands.keys("madang:post:" + post));
		assertThat(kept).isNotEmpty();
	}

	private static String without(tools.jackson.databind.JsonNode post) {
		return post.toString().replaceAll("\"viewCount\":\\d+", "");
	}

	@Test
	void aDraftIsNotKeptAndItsPublicationShowsAtOnce() {
		var author = community.aMember();
		var draft = community.aPost().by(author).draft().id();
		author.client().get("/posts/" + draft);
		boolean kept = redis.call(commands -> commands.exists("madang:post:" + draft));
		assertThat(kept).isFalse();
		assertThat(author.client().patch("/posts/" + draft, Map.of("status", "published")).status()).isEqualTo(200);
		assertThat(community.anybody().get("/posts/" + draft).text("/status")).isEqualTo("published");
	}

	@Test
	void aHiddenPostIsGoneAtOnce() {
		var post = community.aPost().id();
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(200);
		community.anAdmin().client().delete("/posts/" + post);
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(404);
	}

	@Test
	void healthAndAdminsKnowOfIt() {
		assertThat(community.anybody().get("!/health").json().at("/components/redis/status").asString()).isEqualTo("UP");
		assertThat(community.anybody().header("Accept", "text/html")
				.header("Cookie", "madang=" + community.aSession(community.anAdmin())).get("!/admin/jobs").body())
				.contains("madang.redis.url");
	}
}
