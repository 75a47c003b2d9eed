package dev.madang.board;

import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.page.Box;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The box with the tags that most posts have, of what everybody may read; looked up every ten seconds, and
 * as soon as a post is hidden or a category changes.
 */
@Component
@Order(2)
class TagBox implements Box.Source {

	private final LoadingCache<String, List<VisibleTags.Tag>> tags;

	TagBox(VisibleTags tags, ClusterSignals signals) {
		this.tags = Caffeine.newBuilder().refreshAfterWrite(Duration.ofSeconds(10)).expireAfterWrite(Duration.ofMinutes(1))
				.build(all -> tags.beginningWith("", Viewer.ANYBODY, Paging.of(12, null, null)).items());
		signals.on(Listing.LEFT, word -> this.tags.invalidateAll());
		signals.on("category", word -> this.tags.invalidateAll());
	}

	@Override
	public List<Box> boxes(Page page) {
		return List.of(new Box(page.t("box.tags"), "tags", tags.get("").stream()
				.map(tag -> new Box.Link("/?tag=" + UriUtils.encode(tag.name(), "UTF-8"), tag.name(), "")).toList()));
	}
}
