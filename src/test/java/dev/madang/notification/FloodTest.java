package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.madang.board.Comments;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A thousand comments a second for a minute, or what the machine can: each is told of once. It prints how far consumers fell behind. */
@SecondMadangTest
@Tag("crash")
class FloodTest {

	private static final int SENDERS = 8;

	private static final int A_SECOND = 1000;

	private static final Duration LONG = Duration.ofSeconds(60);

	@Autowired
	Community community;

	@Autowired
	Comments comments;

	/** Seconds since the oldest entry was written that some consumer has not read. */
	private double lag() {
		return community.jdbc().sql("""
				select coalesce(max(extract(epoch from clock_timestamp() - next.at)), 0)
				from log_consumer f cross join lateral (
				  select a.at from activity a where (a.xact, a.id) > (f.xact, f.activity_id) order by a.xact, a.id limit 1) next
				""").query(Double.class).single();
	}

	@Test
	void eachIsToldOfOnce() throws Exception {
		var author = community.aMember();
		var writer = community.aMember();
		var viewer = new Viewer(writer.id(), writer.handle(), writer.handle(), Role.MEMBER, 0);
		var posts = new ArrayList<Long>();
		var category = community.aCategory();
		for (int i = 0; i < 10 * SENDERS; i++) {
			posts.add(community.aPost(author, category));
		}
		var before = community.jdbc().sql("select coalesce(max(id), 0) from comment").query(Long.class).single();
		var begun = System.nanoTime();
		var turn = new AtomicInteger();
		var most = 0.0;
		var sending = new ArrayList<Future<?>>();
		try (var senders = Executors.newFixedThreadPool(SENDERS)) {
			for (int i = 0; i < SENDERS; i++) {
				sending.add(senders.submit(() -> {
					while (System.nanoTime() - begun < LONG.toNanos()) {
						var number = turn.getAndIncrement();
						var due = begun + number * 1_000_000_000L / A_SECOND;
						while (System.nanoTime() < due) {
							LockSupport.parkNanos(due - System.nanoTime());
						}
						comments.add(viewer, posts.get(number % posts.size()), "댓글 " + number, null);
					}
					return null;
				}));
			}
			while (System.nanoTime() - begun < LONG.toNanos()) {
				most = Math.max(most, lag());
				LockSupport.parkNanos(100_000_000);
			}
			for (var each : sending) {
				each.get();
			}
		}
		var took = (System.nanoTime() - begun) / 1e9;
		await().atMost(Duration.ofMinutes(1)).until(() -> lag() == 0);
		var stored = community.jdbc().sql("select count(*) from comment where id > :before and author_id = :writer")
				.param("before", before).param("writer", writer.id()).query(Long.class).single();
		System.out.printf("%d comments in %.1f s, %.0f a second; consumers at most %.2f s behind%n", stored, took,
				stored / took,
				most);
		assertThat(community.jdbc().sql("""
				select count(*) || ' ' || count(distinct subject_id) from notification
				where member_id = :author and kind = 'comment' and subject_id > :before
				""").param("author", author.id()).param("before", before).query(String.class).single())
				.as("each once").isEqualTo(stored + " " + stored);
	}
}
