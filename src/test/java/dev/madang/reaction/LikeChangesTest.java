package dev.madang.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.madang.activity.Action;
import dev.madang.activity.EventType;
import dev.madang.platform.Role;
import dev.madang.platform.Standing;
import dev.madang.platform.Viewer;
import dev.madang.reaction.LikeChanges.Counted;
import dev.madang.reaction.LikeChanges.Draft;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Likes that are stored together: each as if it were alone. */
@MadangTest
class LikeChangesTest {

	@Autowired
	Community community;

	@Autowired
	LikeChanges likes;

	@Autowired
	TransactionTemplate transaction;

	private Person gana;

	private Person kata;

	private long post;

	private long other;

	@BeforeEach
	void twoPosts() {
		gana = community.aMember();
		kata = community.aMember();
		post = community.aPost().by(gana).id();
		other = community.aPost().by(kata).id();
	}

	private static Draft draft(Person member, long id, Long... hidden) {
		return new Draft(new Viewer(member.id(), member.handle(), member.handle(), Role.MEMBER, 0,
				Standing.hiding(Set.of(hidden))), id);
	}

	private Map<Integer, Counted> store(Action action, Draft... drafts) {
		return likes.store(likes.of(new EventType("post", action)), true, List.of(drafts));
	}

	private int count(long of) {
		return community.jdbc().sql("select like_count from post_count where post_id = :id").param("id", of)
				.query(Integer.class).single();
	}

	private List<String> log(long of) {
		return community.jdbc()
				.sql("""
						select verb || ' ' || actor_id from activity where subject = 'post:' || :id and verb like 'post.%like%' order by id
						""")
				.param("id", of).query(String.class).list();
	}

	@Test
	void eachThingCountsItsOwn() {
		var fan = community.aMember();
		assertThat(store(Action.LIKED, draft(kata, post), draft(gana, other), draft(fan, post)))
				.isEqualTo(Map.of(0, new Counted(2), 1, new Counted(1), 2, new Counted(2)));
		assertThat(count(post)).isEqualTo(2);
		assertThat(count(other)).isEqualTo(1);
		assertThat(log(post)).containsExactlyInAnyOrder("post.liked " + kata.id(), "post.liked " + fan.id());
		assertThat(store(Action.UNLIKED, draft(kata, post), draft(gana, other)))
				.isEqualTo(Map.of(0, new Counted(1), 1, new Counted(0)));
		assertThat(log(other)).containsExactly("post.liked " + gana.id(), "post.unliked " + gana.id());
	}

	@Test
	void theSameLikeTwiceIsOneAndOneThatWasThereChangesNothing() {
		assertThat(store(Action.LIKED, draft(kata, post), draft(kata, post)).values())
				.containsExactly(new Counted(1), new Counted(1));
		assertThat(store(Action.LIKED, draft(kata, post))).isEqualTo(Map.of(0, new Counted(null)));
		assertThat(store(Action.UNLIKED, draft(gana, post))).isEqualTo(Map.of(0, new Counted(null)));
		assertThat(count(post)).isEqualTo(1);
		assertThat(log(post)).containsExactly("post.liked " + kata.id());
	}

	@Test
	void whatOneMayNotSeeIsLeftOutAndCountsNothing() {
		var hidden = community.aPost().by(gana).id();
		community.aModerator().client().delete("/posts/" + hidden);
		var draft = community.aPost().by(gana).with("status", "draft").id();
		assertThat(store(Action.LIKED, draft(kata, hidden), draft(gana, draft), draft(kata, Long.MAX_VALUE),
				draft(kata, post, gana.id()), draft(kata, post))).isEqualTo(Map.of(4, new Counted(1)));
		assertThat(count(hidden)).isZero();
		assertThat(log(draft)).isEmpty();
		assertThat(kata.client().put("/posts/" + hidden + "/like").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select from post_count where post_id = :post for update",
			"select from member where id = :kata for update" })
	void whatIsLockedIsNotWaitedFor(String held) {
		transaction.executeWithoutResult(status -> {
			community.jdbc().sql(held).param("post", post).param("kata", kata.id()).query().listOfRows();
			assertThat(CompletableFuture.supplyAsync(() -> store(Action.LIKED, draft(kata, post), draft(gana, other))))
					.succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Map.of(1, new Counted(1)));
		});
		assertThat(store(Action.LIKED, draft(kata, post))).isEqualTo(Map.of(0, new Counted(1)));
	}

	@Test
	void whoHasLeftLikesNothing() {
		kata.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		assertThat(store(Action.LIKED, draft(kata, post), draft(gana, post))).isEqualTo(Map.of(1, new Counted(1)));
	}
}
