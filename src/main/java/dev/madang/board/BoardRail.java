package dev.madang.board;

import java.util.List;

import dev.madang.page.Page;
import dev.madang.page.Rail;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The boards in the left column of every page. */
@Component
class BoardRail implements Rail {

	private final Categories categories;

	BoardRail(Categories categories) {
		this.categories = categories;
	}

	@Override
	public List<Entry> entries(Page page) {
		var counts = categories.postCounts(page.viewer());
		return categories.tree().readable(page.viewer()).stream().map(category -> {
			var count = counts.getOrDefault(category.id(), 0);
			return new Entry("/c/" + UriUtils.encodePathSegment(category.slug(), "UTF-8"), category.name(), category.tier(),
					count == 0 ? "" : page.number(count));
		}).toList();
	}
}
