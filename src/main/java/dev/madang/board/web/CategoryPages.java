package dev.madang.board.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.board.BoardSection;
import dev.madang.board.Categories;
import dev.madang.board.CategoryEditing;
import dev.madang.board.CategoryEditing.Form;
import dev.madang.board.CategoryModerators;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where an admin arranges the boards. */
@Controller
@RequestMapping("/admin/categories")
@Allow(Role.ADMIN)
class CategoryPages {

	private static final Form EMPTY = new Form("", "", "", "", 0, "any", "member", "discussion");

	private final Categories categories;

	private final CategoryEditing editing;

	private final CategoryModerators moderators;

	private final List<BoardSection> sections;

	CategoryPages(Categories categories, CategoryEditing editing, CategoryModerators moderators, List<BoardSection> sections) {
		this.sections = sections;
		this.moderators = moderators;
		this.categories = categories;
		this.editing = editing;
	}

	@GetMapping
	ModelAndView list(Page page, @RequestParam(defaultValue = "false") boolean saved) {
		return page.view("board/categories", "entries", entries(page), "made", EMPTY, "saved", saved);
	}

	@PostMapping
	ModelAndView create(Page page, @RequestParam String slug, @RequestParam String name,
			@RequestParam(defaultValue = "") String parent, @RequestParam(defaultValue = "") String description,
			@RequestParam(required = false) @Nullable Integer position, @RequestParam(defaultValue = "any") String readRole,
			@RequestParam(defaultValue = "member") String writeRole, @RequestParam(defaultValue = "discussion") String kind,
			HttpServletResponse response) {
		var form = form(slug, name, parent, description, position, readRole, writeRole, kind);
		try {
			editing.create(page.viewer(), form);
			return new ModelAndView("redirect:/admin/categories?saved=true");
		}
		catch (Problem problem) {
			return again(page, form, problem, response);
		}
	}

	@PostMapping("/{old}")
	ModelAndView change(Page page, @PathVariable String old, @RequestParam String slug, @RequestParam String name,
			@RequestParam(defaultValue = "") String parent, @RequestParam(defaultValue = "") String description,
			@RequestParam(required = false) @Nullable Integer position, @RequestParam(defaultValue = "any") String readRole,
			@RequestParam(defaultValue = "member") String writeRole, @RequestParam(defaultValue = "discussion") String kind,
			HttpServletResponse response) {
		try {
			editing.change(page.viewer(), categories.get(old, page.viewer()).id(),
					before -> form(slug, name, parent, description, position, readRole, writeRole, kind));
			return new ModelAndView("redirect:/admin/categories?saved=true");
		}
		catch (Problem problem) {
			return again(page, EMPTY, problem, response);
		}
	}

	@PostMapping("/{slug}/remove")
	ModelAndView remove(Page page, @PathVariable String slug, @RequestParam(required = false) @Nullable String moveTo,
			HttpServletResponse response) {
		try {
			editing.remove(page.viewer(), categories.get(slug, page.viewer()),
					moveTo == null ? null : categories.get(moveTo, page.viewer()));
			return new ModelAndView("redirect:/admin/categories?saved=true");
		}
		catch (Problem problem) {
			return again(page, EMPTY, problem, response);
		}
	}

	/** @param add the handle of a member who is to moderate this category */
	@PostMapping("/{slug}/moderators")
	ModelAndView moderators(Page page, @PathVariable String slug, @RequestParam(defaultValue = "") String add,
			@RequestParam(required = false) @Nullable String remove, HttpServletResponse response) {
		var category = categories.get(slug, page.viewer());
		try {
			if (remove != null) {
				moderators.remove(page.viewer(), category, remove);
			}
			else {
				moderators.add(page.viewer(), category, add);
			}
			return new ModelAndView("redirect:/admin/categories?saved=true");
		}
		catch (Problem problem) {
			return again(page, EMPTY, problem, response);
		}
	}

	private ModelAndView again(Page page, Form form, Problem problem, HttpServletResponse response) {
		response.setStatus(problem.status());
		return page.view("board/categories", "entries", entries(page), "made", form, "problem", problem);
	}

	private static Form form(String slug, String name, String parent, String description, @Nullable Integer position,
			String readRole, String writeRole, String kind) {
		return new Form(slug, name, parent.isEmpty() ? null : parent, description, position, readRole, writeRole, kind);
	}

	private List<CategoryEntry> entries(Page page) {
		var tree = categories.tree();
		var all = moderators.all();
		var counts = categories.postCounts(page.viewer());
		return tree.readable(page.viewer()).stream().map(category -> new CategoryEntry(category,
				Form.of(category, tree.parent(category)), counts.getOrDefault(category.id(), 0),
				all.getOrDefault(category.id(), List.of()),
				sections.stream().map(section -> section.setting(page, category)).toList())).toList();
	}
}
