package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A patch is of what there is when its turn has come: whatever it does not name stays as another has made it meanwhile. */
@MadangTest
class PatchTest {

	@Autowired
	Community community;

	@Autowired
	TransactionTemplate transaction;

	/** Has all of them wait for the same lock, and something happen before it is free. */
	private List<Answer> whileLocked(String lock, Runnable meanwhile, List<Callable<Answer>> patches) throws Exception {
		var answers = new ArrayList<Answer>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var futures = new ArrayList<Future<Answer>>();
			transaction.executeWithoutResult(status -> {
				var holder = community.jdbc().sql("select pg_backend_pid()").query(Integer.class).single();
				community.jdbc().sql(lock).query().listOfRows();
				patches.forEach(patch -> futures.add(threads.submit(patch)));
				Awaitility.await().until(() -> waitingFor(holder) == patches.size());
				meanwhile.run();
			});
			for (var future : futures) {
				answers.add(future.get());
			}
		}
		assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
		return answers;
	}

	/** Also those who wait for one who waits. */
	private int waitingFor(int holder) {
		return community.jdbc().sql("""
				with recursive waiting (pid) as (
				  select :holder
				  union
				  select a.pid from waiting w join pg_stat_activity a on w.pid = any(pg_blocking_pids(a.pid)))
				select count(*)::int - 1 from waiting
				""").param("holder", holder).query(Integer.class).single();
	}

	private static String row(String table, long id) {
		return "select id from " + table + " where id = " + id + " for no key update";
	}

	@Test
	void aPatchOfACommentPutsNothingBack() throws Exception {
		var author = community.aMember();
		var comment = community.aComment(author, community.aPost().by(author).id(), "전");
		whileLocked(row("comment", comment), () -> community.jdbc().sql("""
				with version as (
				  insert into comment_version (comment_id, version, editor_id, body) values (:id, 2, :by, '후'))
				update comment set current_version = 2 where id = :id
				""").param("id", comment).param("by", author.id()).update(),
				List.of(() -> author.client().patch("/comments/" + comment, "{}")));
		assertThat(author.client().get("/comments/" + comment).text("/body")).isEqualTo("후");
	}

	@Test
	void twoPatchesOfAPostBothStay() throws Exception {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		both(author, row("post", post), "/posts/" + post, "title", "body");
	}

	@Test
	void twoPatchesOfAProductBothStay() throws Exception {
		var seller = community.aMember();
		var product = community.aProduct().by(seller).id();
		both(seller, row("product", product), "/products/" + product, "name", "description");
	}

	@Test
	void twoPatchesOfAnItemBothStay() throws Exception {
		var item = community.anItem().id();
		both(community.aModerator(), row("item", item), "/items/" + item, "title", "description");
	}

	@Test
	void twoPatchesOfAProfileBothStay() throws Exception {
		var member = community.aMember();
		both(member, row("member", member.id()), "/users/me", "name", "bio");
	}

	@Test
	void twoPatchesOfABoardBothStay() throws Exception {
		var slug = community.aCategory();
		both(community.anAdmin(), "select pg_advisory_xact_lock(hashtext('category'))", "/categories/" + slug, "name",
				"description");
	}

	private void both(Community.Person by, String lock, String path, String one, String other) throws Exception {
		whileLocked(lock, () -> {
		}, List.of(() -> by.client().patch(path, Map.of(one, "새것 하나")),
				() -> by.client().patch(path, Map.of(other, "새것 둘"))));
		var read = path.startsWith("/categories/")
				? by.client().get("/categories").json().at("/items").valueStream()
						.filter(each -> path.endsWith("/" + each.at("/slug").asString())).findFirst().orElseThrow()
				: by.client().get(path).json();
		assertThat(read.at("/" + one).asString()).isEqualTo("새것 하나");
		assertThat(read.at("/" + other).asString()).isEqualTo("새것 둘");
	}
}
