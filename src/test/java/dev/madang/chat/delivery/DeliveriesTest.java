package dev.madang.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import dev.madang.chat.delivery.Event.Acked;
import dev.madang.chat.delivery.Event.Heard;
import dev.madang.chat.delivery.Event.Line;
import dev.madang.chat.delivery.Event.Loaded;
import dev.madang.chat.delivery.Event.Read;
import dev.madang.chat.delivery.Event.Reset;
import dev.madang.chat.delivery.Event.Sent;
import dev.madang.chat.delivery.Event.Welcomed;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong in a history is found: a checker that finds nothing says nothing. */
@Aside
class DeliveriesTest {

	private static final long ROOM = 7;

	private final History history = new History();

	private final List<Line> stored = new ArrayList<>();

	@BeforeEach
	void twoInOneRoom() {
		history.member(ROOM, "gana");
		history.member(ROOM, "kata");
		see("gana", new Welcomed(ROOM, "e", 0, 0));
		see("kata", new Welcomed(ROOM, "e", 0, 0));
	}

	private void see(String client, Event... events) {
		for (var event : events) {
			history.add(client, event);
		}
	}

	/** Said by gana, stored, acknowledged, and heard by gana. */
	private void said(long... seqs) {
		for (var seq : seqs) {
			stored.add(line(seq));
			see("gana", new Sent(ROOM, "m" + seq), heard(seq), new Acked(ROOM, "m" + seq, seq));
		}
	}

	private static Line line(long seq) {
		return new Line(seq, "m" + seq);
	}

	private static Heard heard(long seq) {
		return new Heard(ROOM, line(seq));
	}

	private static Loaded loaded(long from, long to) {
		return new Loaded(ROOM, LongStream.rangeClosed(from, to).mapToObj(DeliveriesTest::line).toList());
	}

	private List<String> violations() {
		return Deliveries.violations(history, Map.of(ROOM, stored));
	}

	private void assertOnly(String violation) {
		assertThat(violations()).containsExactly("room 7: " + violation);
	}

	@Test
	void nothingIsWrongWhereEverythingCameOnceInOrder() {
		said(1, 2, 3);
		see("kata", heard(1), new Read(ROOM, 1), heard(2), new Welcomed(ROOM, "e", 3, 0), heard(3));
		assertThat(violations()).isEmpty();
	}

	@Test
	void findsAHole() {
		said(1, 2, 3);
		see("kata", heard(1), heard(3));
		assertOnly("kata heard 3 after 1, and nothing between");
	}

	@Test
	void findsOneThatCameTwice() {
		said(1, 2);
		see("kata", heard(1), heard(2), heard(1));
		assertOnly("kata heard 1 twice");
	}

	@Test
	void findsAnotherOrder() {
		said(1, 2, 3);
		see("kata", heard(1), heard(3), heard(2));
		assertThat(violations()).contains("room 7: kata heard 2 after 3");
	}

	@Test
	void findsWhatDidNotComeInTheEnd() {
		said(1, 2);
		see("kata", heard(1));
		assertOnly("kata has 1 of 2 in the end");
	}

	@Test
	void findsAMemberWhoHeardNothing() {
		said(1);
		assertOnly("kata has 0 of 1 in the end");
	}

	@Test
	void findsAnAcknowledgedMessageThatIsLost() {
		said(1);
		see("kata", heard(1));
		see("gana", new Sent(ROOM, "m2"), new Acked(ROOM, "m2", 2));
		assertOnly("m2 was acknowledged as 2, where null is stored");
	}

	@Test
	void findsAMessageThatWasNeverAcknowledged() {
		said(1);
		see("kata", heard(1));
		see("gana", new Sent(ROOM, "m2"));
		assertThat(violations()).containsExactly("m2 of 7 gana was never acknowledged");
	}

	@Test
	void findsOneThatIsStoredTwice() {
		said(1, 2);
		stored.add(new Line(3, "m2"));
		see("gana", new Heard(ROOM, new Line(3, "m2")));
		see("kata", heard(1), heard(2), new Heard(ROOM, new Line(3, "m2")));
		assertOnly("m2 is stored twice");
	}

	@Test
	void findsTwoWithOneNumber() {
		said(1);
		stored.add(new Line(1, "m1b"));
		assertThat(violations()).contains("room 7: two messages are stored as 1");
	}

	@Test
	void findsAHoleInWhatIsStored() {
		said(1, 3);
		assertThat(violations()).contains("room 7: of 3 messages only 2 are stored");
	}

	@Test
	void findsTwoNumbersForOneMessage() {
		said(1, 2);
		see("kata", heard(1), heard(2));
		see("gana", new Acked(ROOM, "m1", 2));
		assertThat(violations()).contains("room 7: m1 was acknowledged as 1 and as 2",
				"room 7: m1 was acknowledged as 2, where m2 is stored");
	}

	@Test
	void findsWhatNobodySent() {
		said(1);
		stored.add(line(2));
		see("gana", heard(2));
		see("kata", heard(1), heard(2));
		assertOnly("nobody sent m2");
	}

	@Test
	void findsAnotherMessageInItsPlace() {
		said(1);
		see("kata", new Heard(ROOM, new Line(1, "other")));
		assertOnly("kata heard other as 1, where m1 is stored");
	}

	@Test
	void findsWhatSomebodyElseWasToldOf() {
		said(1);
		see("kata", heard(1), new Acked(ROOM, "m1", 1));
		assertOnly("kata was told of m1, which it did not send");
	}

	@Test
	void findsAWelcomeThatGoesBackOrTooFar() {
		said(1, 2);
		see("kata", heard(1), heard(2), new Welcomed(ROOM, "e", 1, 0), new Welcomed(ROOM, "e", 3, 0));
		assertThat(violations()).containsExactly("room 7: kata is told of 1, having 2 of 2",
				"room 7: kata is told of 3, having 2 of 2");
	}

	@Test
	void findsAnotherEpoch() {
		said(1);
		see("kata", heard(1), new Welcomed(ROOM, "f", 1, 0));
		assertOnly("kata knew the epoch e, and is told of f");
	}

	@Test
	void findsWhatIsReadBeforeItIsThereAndWhatIsNotReadAnyMore() {
		said(1, 2);
		see("kata", heard(1), heard(2), new Read(ROOM, 3), new Welcomed(ROOM, "e", 2, 3));
		see("gana", new Welcomed(ROOM, "e", 2, 1));
		assertThat(violations()).containsExactlyInAnyOrder("room 7: kata heard that 3 was read of 2",
				"room 7: kata is told to have read 3 of 2, and wrote 0",
				"room 7: gana is told to have read 1 of 2, and wrote 2");
	}

	@Test
	void whatIsLoadedAfterAResetIsDelivered() {
		said(LongStream.rangeClosed(1, 600).toArray());
		see("kata", heard(1), new Reset(ROOM, "e", 599), loaded(2, 599), heard(600));
		assertThat(violations()).isEmpty();
	}

	@Test
	void findsAResetAfterWhichNotAllIsLoaded() {
		said(LongStream.rangeClosed(1, 600).toArray());
		see("kata", heard(1), new Reset(ROOM, "e", 600), loaded(2, 598));
		assertThat(violations()).containsExactly("room 7: kata loaded up to 598, and was told of 600",
				"room 7: kata has 598 of 600 in the end");
	}

	@Test
	void findsAResetAfterWhichNothingIsLoaded() {
		said(LongStream.rangeClosed(1, 600).toArray());
		see("kata", heard(1), new Reset(ROOM, "e", 600));
		assertThat(violations()).contains("room 7: kata did not load it after a reset");
	}

	@Test
	void findsWhatIsHeardBeforeItIsLoaded() {
		said(LongStream.rangeClosed(1, 600).toArray());
		see("kata", heard(1), new Reset(ROOM, "e", 599), heard(600), loaded(2, 599));
		assertThat(violations()).contains("room 7: kata heard 600 before it loaded up to 599");
	}

	@Test
	void findsAResetWithoutNeed() {
		said(1, 2);
		see("kata", heard(1), new Reset(ROOM, "e", 2), loaded(2, 2));
		assertOnly("kata was reset at 2, having 1");
	}
}
