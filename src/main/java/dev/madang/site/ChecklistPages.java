package dev.madang.site;

import java.util.List;
import java.util.Map;

import dev.madang.board.Categories;
import dev.madang.board.CategoryEditing;
import dev.madang.community.CommunitySettings;
import dev.madang.community.Setting;
import dev.madang.page.Page;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;

/** What an admin does from the checklist itself. */
@Controller
@Allow(Role.ADMIN)
class ChecklistPages {

	private static final List<String> BOARDS = List.of("free", "reading", "questions");

	private final CategoryEditing editing;

	private final Categories categories;

	private final CommunitySettings settings;

	ChecklistPages(CategoryEditing editing, Categories categories, CommunitySettings settings) {
		this.editing = editing;
		this.categories = categories;
		this.settings = settings;
	}

	/** Makes three boards to begin with, in the language of the admin; where there are some, nothing. */
	@PostMapping("/admin/checklist/boards")
	@Transactional
	String boards(Page page) {
		if (categories.stored().readable(page.viewer()).isEmpty()) {
			for (var board : BOARDS) {
				editing.create(page.viewer(), new CategoryEditing.Form(board, page.t("checklist.board." + board), null,
						page.t("checklist.board." + board + ".about"), null, "any", "member",
						board.equals("questions") ? "questions" : "discussion"));
			}
		}
		return "redirect:/";
	}

	@PostMapping("/admin/checklist/close")
	String close(Page page) {
		settings.set(page.viewer(), Map.of(Setting.CHECKLIST, "closed"));
		return "redirect:/";
	}
}
