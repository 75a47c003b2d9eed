package dev.madang.page;

import java.util.List;
import java.util.function.ToIntFunction;

import dev.madang.platform.Viewer;

/** The links by which a module's pages are reached. */
public interface Links {

	/**
	 * One in the left column and in the menu.
	 *
	 * @param rank its place among those of all modules, the lowest first
	 * @param label a key of the bundles
	 * @param isForMembers whether nobody else is shown it
	 * @param icon of its place in the bar at the bottom of a phone, or empty where it has none
	 * @param waiting how much of what is there a member has not looked at yet
	 */
	record Entry(int rank, String address, String label, boolean isForMembers, String icon, ToIntFunction<Viewer> waiting) {

		public Entry(int rank, String address, String label, boolean isForMembers, String icon) {
			this(rank, address, label, isForMembers, icon, viewer -> 0);
		}

		public Entry(int rank, String address, String label, boolean isForMembers) {
			this(rank, address, label, isForMembers, "");
		}
	}

	/**
	 * One of the tabs of a member's page.
	 *
	 * @param name the end of its address
	 * @param own the key of its words in one's own menu, or empty where it is not there
	 */
	record Tab(int rank, String name, String label, String own) {
	}

	/** The tabs above the feed of all boards. */
	default List<Entry> feeds() {
		return List.of();
	}

	default List<Entry> entries() {
		return List.of();
	}

	default List<Tab> tabsOfMember() {
		return List.of();
	}
}
