package dev.madang.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.platform.Role;
import org.jspecify.annotations.Nullable;

/** All categories at one moment, each after the one that it is in. Whoever may not read a category reads none below it. */
public final class CategoryTree {

	private final Map<Long, Category> byId = new LinkedHashMap<>();

	private final Map<String, Category> bySlug = new HashMap<>();

	private final Map<Long, Role> readableFrom = new HashMap<>();

	CategoryTree(List<Category> categories) {
		var byParent = new HashMap<Long, List<Category>>();
		for (var category : categories) {
			byParent.computeIfAbsent(category.parentId() == null ? 0L : category.parentId(), parent -> new ArrayList<>())
					.add(category);
		}
		add(byParent, 0L, 0, Role.ANY);
	}

	private void add(Map<Long, List<Category>> byParent, long parent, int tier, Role least) {
		var children = byParent.getOrDefault(parent, List.of()).stream()
				.sorted(Comparator.comparingInt(Category::position).thenComparingLong(Category::id)).toList();
		for (var child : children) {
			var placed = new Category(child.id(), child.parentId(), child.slug(), child.name(), child.description(),
					child.position(), tier, child.readRole(), child.writeRole());
			var role = child.readRole().atLeast(least) ? child.readRole() : least;
			byId.put(placed.id(), placed);
			bySlug.put(placed.slug(), placed);
			readableFrom.put(placed.id(), role);
			add(byParent, child.id(), tier + 1, role);
		}
	}

	public Optional<Category> find(String slug) {
		return Optional.ofNullable(bySlug.get(slug));
	}

	public Optional<Category> find(long id) {
		return Optional.ofNullable(byId.get(id));
	}

	public boolean isReadable(long id, Role role) {
		var needed = readableFrom.get(id);
		return needed != null && role.atLeast(needed);
	}

	/** What somebody of this role may read, in the order of the tree. */
	public List<Category> readable(Role role) {
		return byId.values().stream().filter(category -> isReadable(category.id(), role)).toList();
	}

	/** Where somebody of this role may write. */
	public List<Category> writable(Role role) {
		return readable(role).stream().filter(category -> role.atLeast(category.writeRole())).toList();
	}

	public boolean isReadableWhole(Role role) {
		return byId.keySet().stream().allMatch(id -> isReadable(id, role));
	}

	/** A category and all below it that somebody of this role may read. */
	public List<Category> within(Category top, Role role) {
		return readable(role).stream().filter(category -> isWithin(category, top.id())).toList();
	}

	/** From the top down to the category itself. */
	public List<Category> path(long id) {
		var path = new ArrayList<Category>();
		for (var category = byId.get(id); category != null; category = parent(category)) {
			path.addFirst(category);
		}
		return path;
	}

	boolean isWithin(Category category, long top) {
		return path(category.id()).stream().anyMatch(above -> above.id() == top);
	}

	/** How many levels there are below a category. */
	int height(Category top) {
		return byId.values().stream().filter(category -> isWithin(category, top.id())).mapToInt(Category::tier).max()
				.orElse(top.tier()) - top.tier();
	}

	public @Nullable Category parent(Category category) {
		return category.parentId() == null ? null : byId.get(category.parentId());
	}
}
