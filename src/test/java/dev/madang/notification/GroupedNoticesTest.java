package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.notification.Inbox.Told;
import dev.madang.platform.Subject;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Likes and followers gather behind one row. */
@SecondMadangTest
class GroupedNoticesTest {

	@Autowired
	Community community;

	@Autowired
	NotificationConsumer consumer;

	@Autowired
	Inbox inbox;

	@Autowired
	TransactionTemplate transaction;

	private Listening listening;

	private Person author;

	private String category;

	private long post;

	@BeforeEach
	void aPost() {
		listening = new Listening(community);
		author = community.aMember();
		category = community.aCategory();
		post = community.aPost(author, category);
	}

	private List<Person> members(int n) {
		return IntStream.range(0, n).mapToObj(i -> community.aMember()).toList();
	}

	@Test
	void likesShareARowThatGrowsAndShrinks() {
		var fans = members(3);
		fans.forEach(fan -> fan.client().put("/posts/" + post + "/like"));
		assertThat(listening.texts(author, "en")).containsExactly(fans.get(2).handle() + " and 2 others like “제목”");
		assertThat(listening.texts(author, "ko")).containsExactly(fans.get(2).handle() + " 님 외 2명이 좋아해요: “제목”");
		fans.get(2).client().delete("/posts/" + post + "/like");
		assertThat(listening.texts(author, "en")).containsExactly(fans.get(1).handle() + " and 1 other like “제목”");
		fans.get(0).client().delete("/posts/" + post + "/like");
		assertThat(listening.texts(author, "en")).containsExactly(fans.get(1).handle() + " likes “제목”");
		assertThat(listening.unread(author)).isEqualTo(1);
		fans.get(1).client().delete("/posts/" + post + "/like");
		assertThat(listening.told(author)).isEmpty();
		assertThat(listening.unread(author)).isZero();
	}

	@Test
	void aRowShowsTheFacesOfThoseBehindItButNotOfTheBlocked() {
		var fans = members(4);
		fans.forEach(fan -> fan.client().put("/posts/" + post + "/like"));
		listening.settle();
		var browser = new Browser(community).signedIn(author);
		assertThat(faces(browser)).isEqualTo(3);
		community.jdbc().sql("insert into block (member_id, blocked_id) values (:a, :b), (:a, :c), (:a, :d)")
				.param("a", author.id()).param("b", fans.get(0).id()).param("c", fans.get(1).id()).param("d", fans.get(2).id())
				.update();
		community.jdbc().sql("select pg_notify('madang', 'member ' || :id)").param("id", author.id()).query().singleRow();
		community.awaitSignals();
		assertThat(faces(browser)).isEqualTo(1);
	}

	private static int faces(Browser browser) {
		var list = browser.get("/notifications/latest").body();
		return list.substring(0, list.indexOf("class=\"sign heart\"")).split("class=\"face").length - 1;
	}

	@Test
	void manyAtOnceAreToldLikeOneByOne() {
		var fans = members(3);
		var another = community.aPost(author, category);
		fans.forEach(fan -> fan.client().put("/posts/" + post + "/like"));
		fans.get(0).client().put("/posts/" + another + "/like");
		fans.get(2).client().delete("/posts/" + post + "/like");
		listening.settle();
		community.jdbc().sql("delete from notification where member_id = :id and kind = 'like'").param("id", author.id())
				.update();
		var first = Instant.now();
		transaction.executeWithoutResult(status -> consumer.consume(List.of(like(fans.get(0), Action.LIKED, post, first),
				like(fans.get(1), Action.LIKED, post, first.plusSeconds(2)), like(fans.get(2), Action.LIKED, post, first),
				like(fans.get(0), Action.LIKED, another, first.plusSeconds(1)), like(fans.get(0), Action.UNLIKED, post, first),
				like(fans.get(0), Action.LIKED, post, first.plusSeconds(3)),
				like(fans.get(2), Action.UNLIKED, post, first.plusSeconds(4)))));
		assertThat(listening.texts(author, "en")).containsExactlyInAnyOrder(
				fans.get(0).handle() + " and 1 other like “제목”", fans.get(0).handle() + " likes “제목”");
		assertThat(listening.told(author)).contains("like post:" + post, "like post:" + another);
	}

	private static Activity like(Person fan, Action action, long post, Instant at) {
		return new Activity(1, at, fan.id(), "post." + action.word(), "post:" + post, "{}");
	}

	@Test
	void whatWasReadGrowsNoMore() {
		var fans = members(2);
		fans.get(0).client().put("/posts/" + post + "/like");
		assertThat(listening.unread(author)).isEqualTo(1);
		author.client().post("/notifications/read", Map.of("all", true));
		fans.get(1).client().put("/posts/" + post + "/like");
		assertThat(listening.texts(author, "en")).containsExactly(fans.get(1).handle() + " likes “제목”",
				fans.get(0).handle() + " likes “제목”");
		assertThat(listening.unread(author)).isEqualTo(1);
	}

	@Test
	void whoIsBehindARowAlreadyIsNotCountedAgain() {
		var fans = members(3);
		var behind = new ArrayList<Integer>();
		for (var some : List.of(fans.subList(0, 2), fans.subList(1, 3), fans)) {
			inbox.join(some.stream().map(fan -> new Told(new Recipient(author.id(), "follow", "", true),
					new NotificationCause(new Subject("user", author.id()), null, fan.id(), Instant.now()))).toList());
			behind.add(listening.rows(author).getFirst().at("/others").asInt());
		}
		assertThat(behind).containsExactly(1, 2, 2);
		assertThat(listening.unread(author)).isEqualTo(1);
	}

	@Test
	void manyAtOnceWhileItIsBeingReadAreAllCounted() {
		var fans = members(12);
		var comment = community.aComment(author, post, "좋은 댓글");
		try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
			for (var fan : fans) {
				pool.execute(() -> fan.client().put("/comments/" + comment + "/like"));
				pool.execute(() -> author.client().post("/notifications/read", Map.of("all", true)));
			}
		}
		var people = new ArrayList<Integer>();
		listening.rows(author).forEach(row -> people.add(1 + row.at("/others").asInt()));
		assertThat(people.stream().mapToInt(Integer::intValue).sum()).isEqualTo(12);
		assertThat(listening.unread(author)).isLessThanOrEqualTo(1);
	}

	@Test
	void followersShareARowAndLeaveItHoweverTheyGo() {
		var fans = members(4);
		fans.forEach(fan -> fan.client().put("/users/" + author.handle() + "/follow"));
		assertThat(listening.texts(author, "en")).containsExactly(fans.get(3).handle() + " and 3 others follow you");
		fans.get(0).client().delete("/users/" + author.handle() + "/follow");
		author.client().delete("/users/me/followers/" + fans.get(1).handle());
		author.client().put("/users/" + fans.get(2).handle() + "/block");
		assertThat(listening.texts(author, "en")).containsExactly(fans.get(3).handle() + " follows you");
		assertThat(listening.rows(author).getFirst().at("/subject/address").asString())
				.isEqualTo("/@" + fans.get(3).handle());
		fans.get(3).client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json");
		assertThat(listening.told(author)).isEmpty();
	}

	@Test
	void aLikeThatIsTakenBackBeforeItIsReadFromTheLogIsNone() {
		var fan = community.aMember();
		fan.client().put("/posts/" + post + "/like");
		fan.client().delete("/posts/" + post + "/like");
		assertThat(listening.told(author)).isEmpty();
	}
}
