package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.madang.chat.MessageInsert.Draft;
import dev.madang.chat.MessageInsert.Stored;
import dev.madang.content.ContentLife.Step;
import dev.madang.platform.Batches;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages that are stored together: each as if it were alone. */
@SecondMadangTest
class MessageInsertTest {

	@Autowired
	Community community;

	@Autowired
	MessageInsert insert;

	@Autowired
	TransactionTemplate transaction;

	private Person gana;

	private Person kata;

	private long room;

	@BeforeEach
	void aGroup() {
		gana = community.aMember();
		kata = community.aMember();
		room = Talk.group(gana, kata);
	}

	private static Draft draft(Person author, long room, String client) {
		return new Draft(new Viewer(author.id(), author.handle(), author.handle(), Role.MEMBER, 0), room,
				MessageForm.saying("말 " + client, client), List.of(), Step.LISTED);
	}

	private static Draft draft(Person author, long room) {
		return draft(author, room, Community.unique("c"));
	}

	private static Stored at(Map<Integer, Stored> stored, int place) {
		return Objects.requireNonNull(stored.get(place));
	}

	private List<Long> said(long of) {
		return community.jdbc().sql("select seq from message where room_id = :room order by seq").param("room", of)
				.query(Long.class).list();
	}

	private long head(long of) {
		return community.jdbc().sql("select last_seq from room where id = :room").param("room", of).query(Long.class).single();
	}

	private long read(Person member, long of) {
		return community.jdbc().sql("select read_seq from room_member where room_id = :room and member_id = :member")
				.param("room", of).param("member", member.id()).query(Long.class).single();
	}

	@Test
	void eachRoomCountsOnWithoutAHole() {
		var other = Talk.make(gana, "group");
		Talk.say(gana, room, "먼저");
		var stored = insert.store(List.of(draft(gana, room), draft(gana, other), draft(kata, room), draft(gana, room)), false);
		assertThat(IntStream.range(0, 4).mapToObj(place -> at(stored, place).seq())).containsExactly(2L, 1L, 3L, 4L);
		assertThat(said(room)).containsExactly(1L, 2L, 3L, 4L);
		assertThat(List.of(head(room), head(other), read(gana, room), read(kata, room))).containsExactly(4L, 1L, 4L, 3L);
		assertThat(stored.values().stream().map(Stored::readers)).containsOnly(1, 2);
	}

	@Test
	void whatMayNotBeSaidIsLeftOutAndTakesNoNumber() {
		var stranger = community.aMember();
		var closed = Talk.friends(gana, kata);
		community.jdbc().sql("update room set state = 'closed' where id = :id").param("id", closed).update();
		var stored = insert.store(List.of(draft(stranger, room), draft(gana, room), draft(gana, closed),
				draft(gana, Long.MAX_VALUE), draft(kata, room)), true);
		assertThat(stored).containsOnlyKeys(1, 4);
		assertThat(said(room)).containsExactly(1L, 2L);
		assertThat(head(closed)).isZero();
	}

	@Test
	void slowModeTakesOneOfASendersMessages() {
		gana.client().patch("/chat/rooms/" + room, Map.of("slowSeconds", 60));
		var stored = insert.store(List.of(draft(kata, room), draft(kata, room), draft(gana, room)), true);
		assertThat(stored).containsOnlyKeys(0, 2);
		assertThat(said(room)).containsExactly(1L, 2L);
		assertThat(insert.store(List.of(draft(kata, room)), true)).isEmpty();
	}

	@Test
	void oneWhoWaitsToBeTakenInSaysThreeThingsAndNoMore() {
		var waiting = Talk.direct(gana, community.aMember()).id();
		var drafts = IntStream.range(0, 5).mapToObj(number -> draft(gana, waiting)).toList();
		assertThat(insert.store(drafts, true)).containsOnlyKeys(0, 1, 2);
		assertThat(insert.store(drafts.subList(3, 5), true)).isEmpty();
		assertThat(said(waiting)).containsExactly(1L, 2L, 3L);
	}

	@Test
	void whatOneAsksAboutGoesWithTheFirstThatHasNoCardOfItsOwn() {
		community.jdbc().sql("update room_member set next_about = 'product:1' where room_id = :room and member_id = :member")
				.param("room", room).param("member", gana.id()).update();
		var stored = insert.store(List.of(draft(gana, room), draft(gana, room), draft(kata, room)), true);
		assertThat(stored.values().stream().map(message -> String.valueOf(message.about())))
				.containsExactlyInAnyOrder("product:1", "null", "null");
		assertThat(at(insert.store(List.of(draft(gana, room)), true), 0).about()).isNull();
	}

	@Test
	void oneThatIsThereAlreadyStoresNoneOfThem() {
		insert.store(List.of(draft(gana, room, "first")), true);
		assertThatThrownBy(() -> insert.store(List.of(draft(kata, room), draft(gana, room, "first")), true))
				.isInstanceOf(DuplicateKeyException.class);
		assertThat(said(room)).containsExactly(1L);
		assertThat(head(room)).isEqualTo(1);
	}

	@Test
	void aLockedRoomIsLeftOutUnlessItIsWaitedFor() {
		var other = Talk.make(gana, "group");
		var alone = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
		alone.setPropagationBehavior(Propagation.REQUIRES_NEW.value());
		transaction.executeWithoutResult(status -> {
			community.jdbc().sql("select id from room where id = :room for update").param("room", room).query().listOfRows();
			var drafts = List.of(draft(gana, room), draft(gana, other));
			Map<Integer, Stored> stored = alone.execute(own -> insert.store(drafts, false));
			assertThat(stored).containsOnlyKeys(1);
		});
		assertThat(insert.store(List.of(draft(gana, room)), false)).containsOnlyKeys(0);
	}

	@Test
	void everyOneIsInTheLog() {
		var drafts = new ArrayList<Draft>();
		IntStream.range(0, Batches.MOST).forEach(number -> drafts.add(draft(number % 2 == 0 ? gana : kata, room)));
		var stored = insert.store(drafts, false);
		assertThat(community.jdbc().sql("""
				select subject || ' ' || actor_id || ' ' || (detail ->> 'room') from activity
				where verb = 'message.added' and (detail ->> 'room')::bigint = :room order by id
				""").param("room", room).query(String.class).list())
				.containsExactlyInAnyOrderElementsOf(stored.entrySet().stream()
						.map(each -> "message:" + each.getValue().id() + " " + (each.getKey() % 2 == 0 ? gana : kata).id() + " "
								+ room)
						.toList());
	}
}
