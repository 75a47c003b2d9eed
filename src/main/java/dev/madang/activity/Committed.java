package dev.madang.activity;

import java.util.Map;

import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Is told in this process of each entry of the log right after its commit, before whoever wrote it goes on; for what must be
 * true at once here, and may be a moment late on other nodes. Everything else reads the log.
 */
public interface Committed {

	/** Must neither block nor throw. */
	void committed(EventType type, @Nullable Subject subject, Map<String, ?> detail);
}
