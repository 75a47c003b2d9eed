package dev.madang.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.page.Figure;
import dev.madang.page.Links;
import dev.madang.page.PublicPages;
import dev.madang.platform.Viewer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Posts and categories, as the community as a whole shows them. */
@Component
@Order(1)
class BoardPages implements Links, PublicPages, Figure.Source {

	private final Categories categories;

	BoardPages(Categories categories) {
		this.categories = categories;
	}

	@Override
	public List<Entry> entries() {
		return List.of(new Entry(7, "/bookmarks", "nav.bookmarks", true));
	}

	@Override
	public List<Entry> feeds() {
		return List.of(new Entry(0, "/", "sort.latest", false), new Entry(2, "/feed", "feed.title", true));
	}

	@Override
	public List<Tab> tabsOfMember() {
		return List.of(new Tab(3, "comments", "member.comments", ""), new Tab(4, "likes", "member.likes", ""));
	}

	@Override
	public List<String> lists() {
		return readable().stream().map(category -> "/c/" + UriUtils.encodePathSegment(category.slug(), "UTF-8")).toList();
	}

	@Override
	public Optional<Things> things() {
		return Optional.of(new Things("posts", "/p/", "post", "state = 'listed' and category_id = any(:categories)",
				Map.of("categories", readable().stream().map(Category::id).toArray(Long[]::new))));
	}

	@Override
	public List<String> notForRobots() {
		return List.of("/write", "/bookmarks", "/p/*/history");
	}

	private List<Category> readable() {
		return categories.tree().readable(Viewer.ANYBODY);
	}

	@Override
	public List<Figure> figures() {
		return List.of(
				new Figure(1, "posts", "post.published", "select coalesce(sum(post_count), 0) from category_count", true),
				new Figure(2, "comments", "comment.added", "select count(*) from comment where state = 'listed'", false));
	}
}
