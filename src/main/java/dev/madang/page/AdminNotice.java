package dev.madang.page;

import java.util.Optional;

/** Something that an admin should know before anything else on the pages for admins. */
public interface AdminNotice {

	/** What to say, and the address and words of where to go on. */
	Optional<Box.Link> notice(Page page);
}
