package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * All that search needs to know of a kind: where its entries come from, how its strings are found without an index, and how
 * a hit is shown. A module that brings a kind implements it as a component; search itself names none.
 */
public interface SearchableKind {

	/**
	 * How strings are found in the tables.
	 *
	 * @param sql selects ids, and ends in a condition to which others are added with {@code and}
	 * @param text the expression that is looked through
	 * @param author in which column it is, or empty where the kind has none; likewise the others
	 */
	record Strings(String sql, String id, String text, String author, String category, String at, String tags) {

		/** Of a kind that has nothing but a name. */
		static Strings named(String sql, String id, String text) {
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

	Source source();

	Strings strings();

	/**
	 * Selects what {@link #found} reads of {@code any(:ids)}, and only what the viewer may see: {@code :categories} are those
	 * that they may read, {@code :whole} whether these are all, {@code :hidden} the members whom they do not see.
	 */
	String rows();

	Found found(ResultSet row, Highlights highlights) throws SQLException;
}
