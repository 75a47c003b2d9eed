package dev.madang.page;

import java.util.List;

import dev.madang.platform.Subject;

/** What a module has to show below a subject on its own page, such as what is related to it. */
public interface Below {

	/**
	 * @param text what the subject says, for those who compare
	 * @return no box for a subject of a kind that it has nothing to say of
	 */
	List<Box> below(Page page, Subject subject, String text);
}
