package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CategoryTreeTest {

	private static Category category(long id, @Nullable Long parent, Role read) {
		return new Category(id, parent, "c" + id, "c" + id, "", 0, 0, read, Role.MEMBER, BoardKind.DISCUSSION);
	}

	@Test
	void sumsWhatIsBelowWithoutWhatIsClosed() {
		var tree = new CategoryTree(List.of(category(1, null, Role.ANY), category(2, 1L, Role.ANY), category(3, 2L, Role.ANY),
				category(4, 1L, Role.ADMIN), category(5, 4L, Role.ANY), category(6, null, Role.ANY)), Map.of());
		var known = Map.of(1L, 1, 2L, 10, 3L, 100, 4L, 1000, 5L, 10000, 7L, 5);
		assertThat(tree.sums(known, Viewer.ANYBODY))
				.containsExactlyInAnyOrderEntriesOf(Map.of(1L, 111, 2L, 110, 3L, 100, 6L, 0));
	}

	/** One by one this would be 400 million steps. */
	@Test
	void sumsTwentyThousandInOnePass() {
		var categories = new ArrayList<Category>();
		var known = new HashMap<Long, Integer>();
		for (long id = 1; id <= 20_000; id++) {
			categories.add(category(id, id % 4 == 1 ? null : Long.valueOf(id - 1), Role.ANY));
			known.put(id, 1);
		}
		var tree = new CategoryTree(categories, Map.of());
		var sums = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> tree.sums(known, Viewer.ANYBODY));
		assertThat(sums.get(1L)).isEqualTo(4);
		assertThat(sums.get(4L)).isEqualTo(1);
	}
}
