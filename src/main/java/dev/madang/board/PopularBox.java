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

/**
 * The box with the posts that are liked most, of what everybody may read; looked up every ten seconds, and as soon as
 * a post is hidden.
 */
@Component
@Order(1)
class PopularBox implements Box.Source {

	private final LoadingCache<String, List<Post>> popular;

	private final Categories categories;

	PopularBox(PostLists lists, Categories categories, ClusterSignals signals) {
		this.categories = categories;
		this.popular = Caffeine.newBuilder().refreshAfterWrite(Duration.ofSeconds(10)).expireAfterWrite(Duration.ofMinutes(1))
				.build(all -> lists.sliceNow(PostQuery.of(null, null, null, null, null, "popular", Paging.of(5, null, null)),
						Viewer.ANYBODY).items().stream().filter(post -> post.likeCount() > 0).toList());
		signals.on(Listing.LEFT, word -> this.popular.invalidateAll());
	}

	@Override
	public List<Box> boxes(Page page) {
		return List.of(new Box(page.t("box.popular"), "rank",
				popular.get("").stream().filter(post -> page.viewer().sees(post.authorId()))
						.filter(post -> categories.tree().isReadable(post.categoryId(), Viewer.ANYBODY))
						.map(post -> new Box.Link("/p/" + post.id(), post.title(), "")).toList()));
	}
}
