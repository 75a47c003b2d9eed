package dev.madang.tagging;

import java.util.List;

/** What stands together on the same things; whoever keeps tagged things knows. */
public interface TagCompany {

	/** @param share of the latest tagged things that have this tag too, from 0 to 1 */
	record Beside(String name, double share) {
	}

	/** The tags that most often stand beside some others where everybody may read, at most five. */
	List<Beside> of(List<Long> tagIds);

	/** Those that most things have that everybody may read. */
	List<String> popular(int most);
}
