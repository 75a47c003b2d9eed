package dev.madang.page;

import dev.madang.platform.Viewer;

/** How much a member has not looked at yet, for the bell at the top of every page; it must not ask the database each time. */
public interface Bell {

	/** The most that is told apart; what is more is “99+”. */
	int MOST = 99;

	/** 0 for whoever is no member. */
	int unread(Viewer viewer);
}
