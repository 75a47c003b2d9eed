package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import dev.madang.board.CommentInsert.Draft;
import dev.madang.content.ContentLife.Step;
import dev.madang.platform.Batches;
import dev.madang.platform.Role;
import dev.madang.platform.Standing;
import dev.madang.platform.Viewer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

/** Comments that are stored together: each as if it were alone. */
@MadangTest
class CommentInsertTest {

	@Autowired
	Community community;

	@Autowired
	CommentInsert insert;

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

	private static Draft draft(Person author, long post, @Nullable Long parent, Long... hidden) {
		var viewer = new Viewer(author.id(), author.handle(), author.handle(), Role.MEMBER, 0, Standing.hiding(Set.of(hidden)));
		return new Draft(viewer, post, parent, "말", Step.LISTED);
	}

	private static Draft draft(Person author, long post) {
		return draft(author, post, null);
	}

	private static Comment at(Map<Integer, Comment> stored, int place) {
		return Objects.requireNonNull(stored.get(place));
	}

	private String counts(long of) {
		return community.jdbc()
				.sql("select comment_count || ' ' || coalesce(last_comment_id, 0) from post_count where post_id = :post")
				.param("post", of).query(String.class).single();
	}

	@Test
	void eachPostCountsItsOwn() {
		var first = at(insert.storeTogether(List.of(draft(kata, post))), 0);
		var stored = insert.storeTogether(List.of(draft(gana, post), draft(gana, other), draft(kata, post, first.id())));
		assertThat(counts(post)).isEqualTo("3 " + at(stored, 2).id());
		assertThat(counts(other)).isEqualTo("1 " + at(stored, 1).id());
		assertThat(IntStream.range(0, 3).mapToLong(place -> at(stored, place).id())).isSorted();
		assertThat(at(stored, 0).path()).containsExactly(at(stored, 0).id());
		assertThat(at(stored, 2).path()).containsExactly(first.id(), at(stored, 2).id());
		assertThat(at(stored, 2).depth()).isEqualTo(1);
		assertThat(gana.client().get("/comments/" + at(stored, 2).id()).json().at("/body").asString()).isEqualTo("말");
	}

	@Test
	void whatMayNotStandThereIsLeftOutAndCountsNothing() {
		var moderator = community.aModerator();
		var draft = community.aPost().by(gana).with("status", "draft").id();
		var hidden = community.aPost().by(gana).id();
		moderator.client().delete("/posts/" + hidden);
		var locked = community.aPost().by(gana).id();
		moderator.client().patch("/posts/" + locked, Map.of("locked", true));
		var removed = community.aComment(kata, post, "지운 댓글");
		kata.client().delete("/comments/" + removed);
		var elsewhere = community.aComment(kata, other, "다른 글의 댓글");
		var stored = insert
				.storeTogether(List.of(draft(gana, draft), draft(kata, hidden), draft(kata, locked), draft(kata, post, removed),
						draft(kata, post, elsewhere), draft(kata, Long.MAX_VALUE), draft(kata, post, null, gana.id()),
						draft(gana, other, elsewhere, kata.id()), draft(gana, post)));
		assertThat(stored).containsOnlyKeys(8);
		assertThat(counts(post)).isEqualTo("1 " + at(stored, 8).id());
		assertThat(counts(locked)).startsWith("0 ");
		assertThat(counts(hidden)).startsWith("0 ");
		assertThat(counts(other)).startsWith("1 ");
	}

	@Test
	void aLockedPostIsLeftOut() {
		var alone = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
		alone.setPropagationBehavior(Propagation.REQUIRES_NEW.value());
		for (var held : List.of("select from post where id = :post for update",
				"select from post_count where post_id = :post for no key update",
				"select from member m join post p on p.author_id = m.id where p.id = :post for update of m")) {
			transaction.executeWithoutResult(status -> {
				community.jdbc().sql(held).param("post", post).query().listOfRows();
				Map<Integer, Comment> stored = alone
						.execute(own -> insert.storeTogether(List.of(draft(gana, post), draft(kata, other))));
				assertThat(stored).as(held).containsOnlyKeys(1);
			});
		}
		assertThat(insert.storeTogether(List.of(draft(gana, post)))).containsOnlyKeys(0);
	}

	@Test
	void everyOneIsInTheLog() {
		var drafts = new ArrayList<Draft>();
		IntStream.range(0, Batches.MOST).forEach(number -> drafts.add(draft(number % 2 == 0 ? gana : kata, post)));
		var stored = insert.storeTogether(drafts);
		assertThat(community.jdbc().sql("""
				select subject || ' ' || actor_id from activity
				where verb = 'comment.added' and (detail ->> 'post')::bigint = :post order by id
				""").param("post", post).query(String.class).list())
				.containsExactlyElementsOf(IntStream.range(0, Batches.MOST)
						.mapToObj(place -> "comment:" + at(stored, place).id() + " " + (place % 2 == 0 ? gana : kata).id())
						.toList());
		assertThat(counts(post)).startsWith(Batches.MOST + " ");
	}
}
