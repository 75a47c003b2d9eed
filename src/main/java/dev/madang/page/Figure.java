package dev.madang.page;

import java.util.List;

/**
 * A number by which those in charge follow the community: how much of something comes by day, and how much of it there is.
 *
 * @param rank its place among all, the lowest first
 * @param name its field in the API; {@code overview.NAME} has its words, {@code overview.total.NAME} those of its total
 * @param verb what the log tells of each; with a star in place of the kind, of things of all kinds
 * @param total selects how much there is, or is empty where nobody asks
 * @param isKept whether the total is kept as it changes, and need not be counted
 */
public record Figure(int rank, String name, String verb, String total, boolean isKept) {

	/** A module that has figures. */
	public interface Source {

		List<Figure> figures();
	}

	public boolean counts(String happened) {
		return isOfAll() ? happened.endsWith(verb.substring(1)) : verb.equals(happened);
	}

	public boolean isTotalled() {
		return !total.isEmpty();
	}

	/** Whether today's box tells how much of it came: {@code today.VERB} has its words. */
	public boolean isNews() {
		return isTotalled() && !isOfAll();
	}

	private boolean isOfAll() {
		return verb.startsWith("*");
	}
}
