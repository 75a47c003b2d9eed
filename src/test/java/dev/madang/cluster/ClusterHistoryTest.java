package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.madang.chat.delivery.Crowd;
import dev.madang.chat.delivery.Manners;
import dev.madang.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, one of which is killed every minute with kill -9 and started again, while members write, like, read, sign up and talk
 * through all of them. Run with {@code mvn test -Pcrash -Dtest=ClusterHistoryTest -Dminutes=10}, and {@code -Dseed=} for the choices
 * of another run.
 */
@Tag("crash")
class ClusterHistoryTest {

	private static final Manners MANNERS = new Manners(Duration.ofSeconds(15), Duration.ofSeconds(8), Duration.ofSeconds(12),
			Duration.ofSeconds(6), Duration.ofSeconds(20));

	private static final int MINUTES = Integer.getInteger("minutes", 1);

	private static final long SEED = Long.getLong("seed", System.nanoTime());

	private static final int NODES = 3;

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path folder;

	private TestCluster cluster;

	private LivingNodes nodes;

	private String author = "";

	private final List<Long> posts = new ArrayList<>();

	@BeforeEach
	void start() throws Exception {
		cluster = new TestCluster("history_" + Math.abs(SEED % 100_000), folder);
		cluster.jdbc().sql("insert into category (slug, name) values ('free', '자유')").update();
		var programs = new ArrayList<Program>();
		for (int number = 0; number < NODES; number++) {
			var node = cluster.node("node-" + number, Map.of());
			node.awaitReady();
			programs.add(node);
		}
		nodes = new LivingNodes(cluster, programs);
		author = cluster.aMember("member");
		for (int i = 0; i < 8; i++) {
			posts.add(cluster.send(programs.getFirst(), "madang_" + author, "POST", "/posts",
					Map.of("category", "free", "title", "글 " + i, "body", "")).json().at("/id").asLong());
		}
	}

	@AfterEach
	void stop() {
		cluster.close();
	}

	@Test
	void nothingThatWasAcknowledgedIsLostOrDoubled() throws Exception {
		var random = new Random(SEED);
		var visitors = new Visitors(nodes, posts);
		var ports = IntStream.range(0, NODES).map(number -> nodes.get(number).program().port()).toArray();
		try (var crowd = new Crowd(cluster::jdbc, MANNERS, SEED, ports)) {
			crowd.gather(12, 30, 10);
			crowd.start();
			visitors.start(random, IntStream.range(0, 8).mapToObj(i -> cluster.aMember("member")).toList(), 4);
			for (int minute = 0; minute < MINUTES; minute++) {
				minute(nodes.get(random.nextInt(NODES)), random);
			}
			visitors.end();
			crowd.settle(Duration.ofMinutes(2));
			System.out.printf("%d requests answered, %d failed at a node that was killed; %d comments, %d posts, %d likes%n",
					nodes.answered(), nodes.excused(), visitors.comments().size(), visitors.written().size(),
					visitors.likes().size());
			System.out.println(crowd.counts());
			assertThat(nodes.failures()).as("at nodes that lived").isEmpty();
			assertThat(crowd.violations()).isEmpty();
			assertThat(crowd.counts().keySet()).as("what sockets were told")
					.noneMatch(
							what -> what.startsWith("error") || what.startsWith("answered") || what.startsWith("unexpected"));
		}
		assertEverythingIsThereOnce(visitors);
		assertViewsAreNoMoreThanThereWere(visitors);
		assertEverybodyIsToldOnce(visitors);
	}

	private void minute(LivingNodes.Node killed, Random random) throws Exception {
		var begun = System.nanoTime();
		LivingNodes.pause(15_000 + random.nextInt(10_000));
		nodes.kill(killed);
		LivingNodes.pause(random.nextInt(5_000));
		nodes.revive(killed);
		LivingNodes.pause(60_000 - (System.nanoTime() - begun) / 1_000_000);
	}

	private Map<Long, String> stored(String sql) {
		var stored = new HashMap<Long, String>();
		cluster.jdbc().sql(sql).query(row -> {
			stored.put(row.getLong(1), row.getString(2));
		});
		return stored;
	}

	private void assertEverythingIsThereOnce(Visitors visitors) {
		assertThat(stored("""
				select c.id, v.body from comment c
				join comment_version v on (v.comment_id, v.version) = (c.id, c.current_version)
				""")).as("comments").isEqualTo(visitors.comments());
		assertThat(stored("""
				select p.id, v.title from post p join post_version v on (v.post_id, v.version) = (p.id, p.current_version)
				where p.author_id <> (select id from member where handle = '%s')
				""".formatted(author))).as("posts").isEqualTo(visitors.written());
		assertThat(cluster.jdbc().sql("""
				select m.handle || ' ' || r.subject_id from reaction r join member m on m.id = r.member_id where r.kind = 'post'
				""").query(String.class).list()).as("likes").containsExactlyInAnyOrderElementsOf(visitors.likes());
		assertThat(cluster.jdbc().sql("""
				select c.post_id from post_count c
				where like_count <> (select count(*) from reaction r where r.kind = 'post' and r.subject_id = c.post_id)
				or comment_count <> (select count(*) from comment where comment.post_id = c.post_id)
				""").query(Long.class).list()).as("counts that are wrong").isEmpty();
		var all = (long) visitors.written().size();
		await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(IntStream.range(0, NODES)
				.mapToLong(number -> found(nodes.get(number).program()))).as("posts that each node finds")
				.containsExactly(all, all, all));
	}

	private long found(Program node) {
		return cluster.get(node, "", "/search?type=post&q=" + java.net.URLEncoder.encode(Visitors.WORD,
				java.nio.charset.StandardCharsets.UTF_8)).json().at("/groups/0/total").asLong();
	}

	private long counted() {
		return cluster.jdbc().sql("select sum(view_count) from post_count").query(Long.class).single();
	}

	private void assertViewsAreNoMoreThanThereWere(Visitors visitors) {
		assertThat(visitors.tooMany()).as("views that were shown").isEmpty();
		var last = new long[]{ -1 };
		await().pollInterval(Duration.ofSeconds(8)).atMost(Duration.ofMinutes(2)).until(() -> {
			var before = last[0];
			last[0] = counted();
			return last[0] == before;
		});
		System.out.printf("%d views answered, %d of them not counted%n", visitors.answeredViews(),
				visitors.answeredViews() - last[0]);
		visitors.views().forEach((post, begun) -> assertThat(cluster.jdbc()
				.sql("select view_count from post_count where post_id = :post").param("post", post).query(Long.class).single())
				.as("views of " + post).isLessThanOrEqualTo(begun.get()));
		// two seconds of a node, and as much again where it was busy
		assertThat(visitors.answeredViews() - last[0]).as("lost views").isLessThan(40L * 4 * MINUTES);
	}

	private List<Long> told() {
		return cluster.jdbc().sql("""
				select n.subject_id from notification n join member m on m.id = n.member_id
				where m.handle = :handle and n.kind = 'comment'
				""").param("handle", author).query(Long.class).list();
	}

	/** What a node had taken as it was killed is sent after five minutes. */
	private void assertEverybodyIsToldOnce(Visitors visitors) {
		// of a member a thousand are kept
		var comments = visitors.comments().keySet().stream().sorted().toList();
		var latest = comments.subList(Math.max(0, comments.size() - 900), comments.size());
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(told()).as("each told of once")
				.doesNotHaveDuplicates().containsAll(latest).isSubsetOf(comments));
		assertThat(cluster.jdbc().sql("select count(*) from parked_activity").query(Long.class).single()).isZero();
		assertThat(cluster.jdbc().sql("select sum(n) from day_count where verb = 'comment.added'").query(Long.class).single())
				.isEqualTo(visitors.comments().size());
		var begun = System.nanoTime();
		await().atMost(Duration.ofMinutes(7))
				.untilAsserted(() -> assertThat(cluster.emails()).containsAll(visitors.newcomers()));
		var letters = cluster.letters().stream().filter(letter -> visitors.newcomers().contains(letter.split(" ")[0])).toList();
		System.out.printf("%d letters to %d newcomers, the last after %d s%n", letters.size(), visitors.newcomers().size(),
				Duration.ofNanos(System.nanoTime() - begun).toSeconds());
		assertThat(letters.stream().distinct()).as("another letter, that is with another Message-ID")
				.hasSize(visitors.newcomers().size());
	}
}
