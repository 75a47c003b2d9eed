package dev.madang.content;

import java.util.List;
import java.util.Objects;

import dev.madang.activity.Action;
import org.jspecify.annotations.Nullable;

/**
 * The life of one kind of content. Every change of a state is decided here, and so is what the log tells of it:
 *
 * <pre>
 * draft ──► listed ◄──► held, hidden ──► removed
 *   └─────────────────────►
 * </pre>
 *
 * What is listed for the first time is told as new, whether it was written, published from a draft, or held before anybody
 * had seen it.
 *
 * @param first what the log tells when a thing is listed for the first time
 * @param taken what the log tells when a listed thing is taken from its readers
 */
public record ContentLife(Action first, Action taken) {

	/** A state with who brought it about, null where nobody took anything. */
	public record Step(ContentState state, @Nullable TakenBy by) {

		public static final Step DRAFT = new Step(ContentState.DRAFT, null);

		public static final Step LISTED = new Step(ContentState.LISTED, null);

		public static final Step HELD = new Step(ContentState.HELD, TakenBy.REVIEW);

		public static Step hidden(TakenBy by) {
			return new Step(ContentState.HIDDEN, by);
		}

		/** As a table has it. */
		public @Nullable String byWord() {
			return by == null ? null : by.word();
		}
	}

	/** What the log tells of a new thing. */
	public List<Action> begun(ContentState state) {
		return switch (state) {
			case DRAFT -> List.of(Action.DRAFTED);
			case HELD -> List.of(Action.HELD);
			case LISTED -> List.of(first);
			case HIDDEN, REMOVED -> List.of(taken);
		};
	}

	/**
	 * What the log tells of a change of state; nothing where nothing changes.
	 *
	 * @param wasListed whether it was listed at any time before
	 * @throws IllegalStateException for a state that cannot follow
	 */
	public List<Action> changed(Step from, Step to, boolean wasListed) {
		if (!from.state().mayBecome(to.state())) {
			throw new IllegalStateException(from.state() + " does not become " + to.state());
		}
		if (from.state() == to.state() && Objects.equals(from.by(), to.by())) {
			return List.of();
		}
		if (from.state() == ContentState.DRAFT) {
			return begun(to.state());
		}
		if (to.state().isListed()) {
			return wasListed ? List.of(Action.RESTORED) : List.of(Action.RESTORED, first);
		}
		return List.of(taken);
	}
}
