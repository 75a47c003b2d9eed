package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.madang.activity.Activity;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A post that more are told of than one transaction should hold. */
@SecondMadangTest
class CrowdTest {

	private static final int FOLLOWERS = 2 * PostNotices.AT_ONCE + 100;

	@Autowired
	Community community;

	@Autowired
	NotificationConsumer consumer;

	@Autowired
	TransactionTemplate transaction;

	private Person author;

	@BeforeEach
	void aCrowd() {
		author = community.aMember();
		community.jdbc().sql("""
				with fan as (insert into member (handle, name) select :author || '_' || n, 'fan' from generate_series(1, :n) n
				             returning id),
				follows as (insert into follow (member_id, followed_id) select id, :id from fan)
				insert into notification_preference (member_id, kind, on_page, by_mail, by_push)
				select id, 'post', true, false, false from fan
				""").param("author", author.handle()).param("n", FOLLOWERS).param("id", author.id()).update();
	}

	private int told(long post, String what) {
		return community.jdbc().sql("select count(distinct " + what + ") from notification where post_id = :post")
				.param("post", post).query(Integer.class).single();
	}

	@Test
	void isToldInSeveralTransactionsAndEverybodyOnce() {
		var post = community.aPost().by(author).id();
		community.aComment(community.aMember(), post, "바로 뒤");
		new Listening(community).settle();
		assertThat(told(post, "xmin::text")).isGreaterThanOrEqualTo(3);
		assertThat(told(post, "member_id")).isEqualTo(FOLLOWERS + 1);
		assertThat(told(post, "id")).isEqualTo(FOLLOWERS + 1);
	}

	/** As after a kill between two of them: the checkpoint still stands before the post. */
	@Test
	void whatWasBegunIsGoneOnWithAndNothingIsToldTwice() {
		var post = community.aPost().by(author).id();
		new Listening(community).settle();
		community.jdbc().sql("delete from notification where post_id = :post").param("post", post).update();
		var row = List.of(new Activity(1, Instant.now(), author.id(), "post.published", "post:" + post, "{}"));
		assertThat(some(row)).isZero();
		assertThat(told(post, "id")).isEqualTo(PostNotices.AT_ONCE);
		transaction.executeWithoutResult(status -> {
			consumer.consumeSome(row);
			status.setRollbackOnly();
		});
		assertThat(some(row)).isZero();
		assertThat(some(row)).isOne();
		assertThat(some(row)).isOne();
		assertThat(told(post, "id")).isEqualTo(FOLLOWERS);
		assertThat(told(post, "member_id")).isEqualTo(FOLLOWERS);
	}

	@Test
	void whatWasParkedIsToldToAllAtOnce() {
		var post = community.aPost().by(author).id();
		new Listening(community).settle();
		community.jdbc().sql("delete from notification where post_id = :post").param("post", post).update();
		transaction.executeWithoutResult(status -> consumer.consume(
				List.of(new Activity(1, Instant.now(), author.id(), "post.restored", "post:" + post, "{}"))));
		assertThat(told(post, "id")).isEqualTo(FOLLOWERS);
	}

	private int some(List<Activity> rows) {
		return transaction.execute(status -> consumer.consumeSome(rows));
	}
}
