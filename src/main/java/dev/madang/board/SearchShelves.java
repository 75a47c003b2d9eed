package dev.madang.board;

import java.util.Collection;

import dev.madang.platform.Viewer;
import dev.madang.search.Shelves;
import org.springframework.stereotype.Component;

/** Who may read which category, as search asks it. */
@Component
class SearchShelves implements Shelves {

	private final Categories categories;

	SearchShelves(Categories categories) {
		this.categories = categories;
	}

	@Override
	public Long[] readable(Viewer viewer) {
		return ids(categories.tree().readable(viewer));
	}

	@Override
	public boolean isReadableWhole(Viewer viewer) {
		return categories.tree().isReadableWhole(viewer);
	}

	@Override
	public Long[] within(String slug, Viewer viewer) {
		var tree = categories.tree();
		return tree.find(slug).filter(category -> tree.isReadable(category.id(), viewer))
				.map(category -> ids(tree.within(category, viewer))).orElse(new Long[0]);
	}

	@Override
	public boolean isReadable(long category, Viewer viewer) {
		return categories.tree().isReadable(category, viewer);
	}

	@Override
	public Long[] hidden(Viewer viewer) {
		return categories.tree().hidden(viewer);
	}

	private static Long[] ids(Collection<Category> categories) {
		return categories.stream().map(Category::id).toArray(Long[]::new);
	}
}
