package dev.madang.platform;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a module above tells the modules below about one kind of the things that it keeps. Whoever implements it decides
 * who may see a subject; whoever calls it knows nothing else about it.
 */
public interface SubjectKind {

	/**
	 * What may be said of a subject to somebody who may see it, or who answers for what is written.
	 *
	 * @param title one line: its title, its name, or how its text begins
	 * @param address the path of its page
	 * @param hidden whether it is shown to nobody but those who can restore it
	 */
	record Summary(long ownerId, String title, String address, boolean hidden) {
	}

	/**
	 * Where a thing stands that not everybody may read who may read most.
	 *
	 * @param root the id of what it is under in the end, such as a comment's post; its own where it stands alone
	 * @param category whose readers it has
	 */
	record Place(long root, long category) {
	}

	/**
	 * How they are liked, for the one statement that stores likes.
	 *
	 * @param seen selects {@code :id} if whoever likes it may see it; it may ask {@link #seenBy}
	 * @param table which has their {@code like_count}
	 * @param id the column of the table that has their ids
	 */
	record LikeSql(String seen, String table, String id) {
	}

	/** Such as {@code post}. */
	String kind();

	/** What the API calls it, and the key of its name in the bundles. */
	default String word() {
		return kind();
	}

	/** Those of some subjects that are there and that this viewer may see. */
	Set<Long> visible(Collection<Long> ids, Viewer viewer);

	/** Whether there is such a subject and this viewer may see it. */
	default boolean isVisible(long id, Viewer viewer) {
		return visible(List.of(id), viewer).contains(id);
	}

	/** What there is to say of some of them, shown or hidden, by their ids; whoever asks has decided who may know it. */
	Map<Long, Summary> summaries(Collection<Long> ids);

	/** Where some of them stand, shown or hidden; none for what everybody may read who may read anything. */
	default Map<Long, Place> places(Collection<Long> ids) {
		return Map.of();
	}

	/** What one of them says, shown or hidden, in Markdown; nothing where its title is all there is. */
	default String text(long id) {
		return "";
	}

	/** Whether members can report one. */
	default boolean isReported() {
		return true;
	}

	/** Whether members are told when what is new of it, and everybody may see, names them. */
	default boolean tellsMentioned() {
		return false;
	}

	/** The ids of its pictures, in their order. */
	default List<Long> pictures(long id) {
		return List.of();
	}

	/**
	 * Takes a subject from everybody's eyes, with its row in the log; nothing happens if it is hidden already.
	 *
	 * @throws Problem 403 if this viewer may not, 404, 422 {@code cannot-be-hidden} for a kind that is never hidden
	 */
	default void hide(Viewer viewer, long id) {
		throw Problem.invalid("target", "cannot-be-hidden");
	}

	/** Shows a hidden subject again; otherwise as {@link #hide}. */
	default void restore(Viewer viewer, long id) {
		throw Problem.invalid("target", "cannot-be-hidden");
	}

	/** The path of its things in the API, such as {@code posts}, below which are their likes; empty where they are not liked. */
	default String likedAt() {
		return "";
	}

	/** How it is liked; only those are asked that have a {@link #likedAt}. */
	default LikeSql likeSql() {
		throw new IllegalStateException(kind() + " is not liked");
	}

	/** The parameters by which {@link LikeSql#seen} knows what a viewer may see. */
	default Map<String, Long[]> seenBy(Viewer viewer) {
		return Map.of("hidden", viewer.hidden());
	}

	/** Adds many likes at once, within the current transaction. */
	default void addLikes(Map<Long, Integer> likesById) {
		throw new IllegalStateException(kind() + " is not liked");
	}

	/** Adds views, all in one transaction. */
	default void addViews(Map<Long, Long> viewsById) {
		throw new IllegalStateException(kind() + " counts no views");
	}
}
