package dev.madang.content;

import static dev.madang.content.ContentState.DRAFT;
import static dev.madang.content.ContentState.HELD;
import static dev.madang.content.ContentState.HIDDEN;
import static dev.madang.content.ContentState.LISTED;
import static dev.madang.content.ContentState.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.Action;
import dev.madang.content.ContentLife.Step;
import org.junit.jupiter.api.Test;

class ContentLifeTest {

	private static final Step REMOVED_BY_AUTHOR = new Step(REMOVED, TakenBy.AUTHOR);

	private final ContentLife life = new ContentLife(Action.PUBLISHED, Action.HIDDEN);

	@Test
	void eachStateHasItsSuccessors() {
		var next = new EnumMap<ContentState, Set<ContentState>>(Map.of(DRAFT, Set.of(DRAFT, LISTED, HELD), LISTED,
				Set.of(LISTED, HELD, HIDDEN, REMOVED), HELD, Set.of(HELD, LISTED, HIDDEN, REMOVED), HIDDEN,
				Set.of(HIDDEN, LISTED, HELD, REMOVED), REMOVED, Set.of(REMOVED)));
		for (var from : ContentState.values()) {
			for (var to : ContentState.values()) {
				assertThat(from.mayBecome(to)).as("%s to %s", from, to)
						.isEqualTo(next.getOrDefault(from, Set.of()).contains(to));
			}
		}
	}

	@Test
	void whatIsRemovedStaysRemoved() {
		assertThatIllegalStateException().isThrownBy(() -> life.changed(REMOVED_BY_AUTHOR, Step.LISTED, true));
		assertThatIllegalStateException().isThrownBy(() -> life.changed(Step.LISTED, Step.DRAFT, true));
	}

	@Test
	void whatIsNewIsToldAsItBegins() {
		assertThat(life.begun(DRAFT)).containsExactly(Action.DRAFTED);
		assertThat(life.begun(LISTED)).containsExactly(Action.PUBLISHED);
		assertThat(life.begun(HELD)).containsExactly(Action.HELD);
		assertThat(life.begun(HIDDEN)).containsExactly(Action.HIDDEN);
	}

	@Test
	void aDraftIsPublishedOrHeld() {
		assertThat(life.changed(Step.DRAFT, Step.LISTED, false)).containsExactly(Action.PUBLISHED);
		assertThat(life.changed(Step.DRAFT, Step.HELD, false)).containsExactly(Action.HELD);
		assertThat(life.changed(Step.DRAFT, Step.DRAFT, false)).isEmpty();
	}

	@Test
	void whatComesBackIsNewIfNobodyHasSeenIt() {
		assertThat(life.changed(Step.HELD, Step.LISTED, false)).containsExactly(Action.RESTORED, Action.PUBLISHED);
		assertThat(life.changed(Step.HELD, Step.LISTED, true)).containsExactly(Action.RESTORED);
		assertThat(life.changed(Step.hidden(TakenBy.AUTHOR), Step.LISTED, true)).containsExactly(Action.RESTORED);
	}

	@Test
	void whatIsTakenIsToldOnceForEachWhoTakesIt() {
		assertThat(life.changed(Step.LISTED, Step.HELD, true)).containsExactly(Action.HIDDEN);
		assertThat(life.changed(Step.hidden(TakenBy.AUTHOR), Step.hidden(TakenBy.MODERATOR), true))
				.containsExactly(Action.HIDDEN);
		assertThat(life.changed(Step.hidden(TakenBy.AUTHOR), Step.hidden(TakenBy.AUTHOR), true)).isEmpty();
		assertThat(new ContentLife(Action.ADDED, Action.REMOVED).changed(Step.LISTED, REMOVED_BY_AUTHOR, true))
				.containsExactly(Action.REMOVED);
	}

	@Test
	void tablesHaveWords() {
		for (var state : ContentState.values()) {
			assertThat(ContentState.of(state.word())).isEqualTo(state);
		}
		for (var by : TakenBy.values()) {
			assertThat(TakenBy.of(by.word())).isEqualTo(by);
		}
		assertThat(TakenBy.of(null)).isNull();
		assertThat(Step.LISTED.byWord()).isNull();
		assertThat(Step.HELD.byWord()).isEqualTo("review");
	}
}
