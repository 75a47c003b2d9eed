package dev.madang.tagging;

import java.util.List;

/** What stands together on the same things; whoever keeps tagged things knows. */
public interface TagCompany {

	/** @param share of the latest tagged things that have this tag too, from 0 to 1 */
	record Beside(String name, double share) {
	}

	/** The tags that most often stand beside some others, at most five. */
	List<Beside> of(List<Long> tagIds);
}
