package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.madang.platform.Viewer;
import tools.jackson.databind.JsonNode;

/**
 * All that search needs to know of a kind: where its entries come from, how its strings are found without an index, and how
 * a hit is shown. A module that brings a kind implements it as a component; search itself names none.
 */
public interface SearchableKind {

	/**
	 * How strings are found in the tables.
	 *
	 * @param sql selects ids, and ends in a condition to which others are added with {@code and}; {@code :viewer} is who looks
	 * @param text the expression that is looked through
	 * @param author in which column it is, or empty where the kind has none; likewise the others
	 * @param category of what stands in a room, the room
	 */
	record Strings(String sql, String id, String text, String author, String category, String at, String tags) {

		/** Of a kind that has nothing but a name. */
		public static Strings named(String sql, String id, String text) {
			return new Strings(sql, id, text, "", "", "", "");
		}
	}

	SearchKind kind();

	/** Its place among the groups of an answer, the lowest first. */
	int rank();

	/** The beginnings of the log's verbs after which one of it is found otherwise than before. */
	default List<String> changedBy() {
		return List.of(kind().subject() + ".");
	}

	/** Whether a row of the log changes so many of it that the index is better built again. */
	default boolean changesMany(String verb, JsonNode detail) {
		return false;
	}

	/** What else is found otherwise after a change of some of it, as tags whose posts are counted: ids by the kind's word. */
	default Map<String, List<Long>> changedWith(Collection<Long> ids) {
		return Map.of();
	}

	/** The word of the kind under whose things its own stand, and come and go with them; empty where they stand alone. */
	default String under() {
		return "";
	}

	/** The ids of those that stand under a thing of {@link #under}. */
	default List<Long> under(long id) {
		return List.of();
	}

	/** Of a kind that stands in rooms: those that somebody reads, each with the place in it after which they do. */
	default Map<Long, Long> rooms(Viewer viewer) {
		return Map.of();
	}

	Source source();

	/**
	 * Selects the beginnings of its texts, from which words learn what they mean: those after {@code :from} and up to
	 * {@code :to} whose ids {@code :step} divides. Empty where they teach nothing.
	 */
	default String sample() {
		return "";
	}

	Strings strings();

	/**
	 * Selects what {@link #found} reads of {@code any(:ids)}, and only what the viewer may see: {@code :categories} are those
	 * that they may read, {@code :whole} whether these are all, {@code :hidden} the members whom they do not see, {@code :viewer}
	 * their own id.
	 */
	String rows();

	Found found(ResultSet row, Highlights highlights) throws SQLException;

	/** What {@link Found#details} of it is, so that the API's description can name its fields. */
	Class<?> details();

	/** The template of a hit, which takes {@code page} and {@code found}. */
	default String template() {
		return "search/found";
	}

	/** Where a suggestion leads; only those are asked that are suggested by their names. */
	default String address(String name, long id) {
		throw new IllegalStateException(kind().word() + " is not suggested");
	}
}
