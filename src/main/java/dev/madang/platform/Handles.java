package dev.madang.platform;

import java.util.Collection;
import java.util.Set;

/** Knows whose name is whose; implemented where members are. */
public interface Handles {

	/** Those of these, in lower case, by which a member is known at this moment. */
	Set<String> known(Collection<String> handles);
}
