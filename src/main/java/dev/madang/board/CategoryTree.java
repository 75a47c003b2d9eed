package dev.madang.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;

/** All categories at one moment, each after the one that it is in. Whoever may not read a category reads none below it. */
public final class CategoryTree {

	private final Map<Long, Category> byId = new LinkedHashMap<>();

	private final Map<String, Category> bySlug = new HashMap<>();

	private final Map<Long, Role> readableFrom = new HashMap<>();

	private final Map<Long, Set<Long>> moderators;

	/** @param moderators the members who moderate a category and what is below it, by its id */
	CategoryTree(List<Category> categories, Map<Long, Set<Long>> moderators) {
		this.moderators = moderators;
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
					child.position(), tier, child.readRole(), child.writeRole(), child.kind());
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

	public boolean isReadable(long id, Viewer viewer) {
		var needed = readableFrom.get(id);
		return needed != null && (viewer.role().atLeast(needed) || needed != Role.ADMIN && isModeratedBy(id, viewer));
	}

	/** Whether somebody moderates a category: all of them, or it by name, or one that it is in. */
	public boolean isModeratedBy(long id, Viewer viewer) {
		return viewer.isModerator() || viewer.isMember() && viewer.standing().mayModerate() && !moderators.isEmpty()
				&& path(id).stream().anyMatch(above -> moderators.getOrDefault(above.id(), Set.of()).contains(viewer.id()));
	}

	/** Whether somebody moderates any category at all. */
	boolean isModerating(Viewer viewer) {
		return viewer.isModerator() || viewer.isMember() && viewer.standing().mayModerate()
				&& moderators.values().stream().anyMatch(members -> members.contains(viewer.id()));
	}

	/** The members whose writing is kept from a viewer: nobody's, from those who answer for what is written anywhere. */
	public Long[] hidden(Viewer viewer) {
		return isModerating(viewer) ? new Long[0] : viewer.hidden();
	}

	/** What somebody may read, in the order of the tree. */
	public List<Category> readable(Viewer viewer) {
		return byId.values().stream().filter(category -> isReadable(category.id(), viewer)).toList();
	}

	/** Where somebody may write. */
	public List<Category> writable(Viewer viewer) {
		return readable(viewer).stream().filter(category -> isWritable(category, viewer)).toList();
	}

	public boolean isWritable(Category category, Viewer viewer) {
		return viewer.role().atLeast(category.writeRole())
				|| category.writeRole() != Role.ADMIN && isModeratedBy(category.id(), viewer);
	}

	public boolean isReadableWhole(Viewer viewer) {
		return byId.keySet().stream().allMatch(id -> isReadable(id, viewer));
	}

	/** A category and all below it that somebody may read. */
	public List<Category> within(Category top, Viewer viewer) {
		return readable(viewer).stream().filter(category -> isWithin(category, top.id())).toList();
	}

	/** For each category, the sum of what is known of it and of those below it that somebody may read: one pass of the tree. */
	Map<Long, Integer> sums(Map<Long, Integer> known, Viewer viewer) {
		var sums = new HashMap<Long, Integer>();
		for (var category : readable(viewer)) {
			var own = known.getOrDefault(category.id(), 0);
			path(category.id()).forEach(above -> sums.merge(above.id(), own, Integer::sum));
		}
		return sums;
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
