package dev.madang.board;

import java.util.List;

import dev.madang.page.Page;
import dev.madang.page.Rail;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The boards in the left column of every page: for members with what is new, for guests with how many posts there are. */
@Component
class BoardRail implements Rail {

	private final Categories categories;

	private final Visits visits;

	BoardRail(Categories categories, Visits visits) {
		this.categories = categories;
		this.visits = visits;
	}

	@Override
	public List<Entry> entries(Page page) {
		var viewer = page.viewer();
		var counts = viewer.isMember() ? visits.unread(viewer) : categories.postCounts(viewer);
		var muted = visits.muted(viewer);
		return categories.tree().readable(viewer).stream().map(category -> {
			var count = counts.getOrDefault(category.id(), 0);
			return new Entry("/c/" + UriUtils.encodePathSegment(category.slug(), "UTF-8"), category.name(), category.tier(),
					count == 0 ? "" : viewer.isMember() && count > Visits.MOST ? Visits.MOST + "+" : page.number(count),
					viewer.isMember() && count > 0, muted.contains(category.id()));
		}).toList();
	}
}
