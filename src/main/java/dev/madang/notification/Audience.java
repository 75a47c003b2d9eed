package dev.madang.notification;

import java.util.Arrays;
import java.util.List;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;

/**
 * Who may read what stands in a category, in a form that a query can ask of many members at once.
 *
 * @param roles those that suffice
 * @param moderated the categories whose moderators may read it as well
 */
record Audience(String[] roles, Long[] moderated) {

	static final Audience EVERYBODY = new Audience(words(List.of(Role.values())), new Long[0]);

	static Audience of(long categoryId, Categories categories) {
		var tree = categories.tree();
		var roles = Arrays.stream(Role.values())
				.filter(role -> tree.isReadable(categoryId, new Viewer(0, "", "", role, 0))).toList();
		return new Audience(words(roles), roles.contains(Role.MODERATOR)
				? tree.path(categoryId).stream().map(Category::id).toArray(Long[]::new)
				: new Long[0]);
	}

	private static String[] words(List<Role> roles) {
		return roles.stream().map(Role::word).toArray(String[]::new);
	}
}
