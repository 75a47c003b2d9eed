package dev.madang.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What search engines may know of a module: its pages that anybody may read, and those that they should leave alone. */
public interface PublicPages {

	/**
	 * The pages of things of one kind.
	 *
	 * @param name such as {@code posts}
	 * @param path of each, up to its id
	 * @param table which has {@code id} and {@code updated_at}
	 * @param readable the condition under which anybody may read one
	 * @param parameters those of the condition, by names that no other module uses
	 */
	record Things(String name, String path, String table, String readable, Map<String, ?> parameters) {
	}

	/** The paths of its lists. */
	default List<String> lists() {
		return List.of();
	}

	default Optional<Things> things() {
		return Optional.empty();
	}

	/** The paths that are not worth a robot's visit, as robots.txt writes them. */
	default List<String> notForRobots() {
		return List.of();
	}
}
