package dev.madang.member.web;

import dev.madang.member.Blocks;
import dev.madang.member.LegalTexts;
import dev.madang.member.MemberDirectory;
import dev.madang.page.Back;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of members, blocking one of them, and what everybody agreed to. */
@Controller
@Allow(Role.MEMBER)
class PeoplePages {

	private final Blocks blocks;

	private final LegalTexts texts;

	private final Markdown markdown;

	private final MemberDirectory directory;

	PeoplePages(Blocks blocks, LegalTexts texts, Markdown markdown,
			MemberDirectory directory) {
		this.directory = directory;
		this.blocks = blocks;
		this.texts = texts;
		this.markdown = markdown;
	}

	@GetMapping("/members")
	ModelAndView members(Page page, @RequestParam(defaultValue = "") String who,
			@RequestParam(required = false) @Nullable String cursor) {
		var slice = directory.slice(who, page.viewer(), Paging.of(50, cursor, null));
		return page.view("member/people", "people", slice.items(), "who", who, "more",
				slice.nextCursor() == null
						? ""
						: "/members?who=" + page.encode(who) + "&cursor=" + slice.nextCursor());
	}

	@PostMapping("/@{handle}/block")
	String block(Page page, @PathVariable String handle, @RequestParam boolean on,
			@RequestParam(defaultValue = "/settings/blocks") String back) {
		if (on) {
			blocks.block(page.viewer(), handle);
		}
		else {
			blocks.unblock(page.viewer(), handle);
		}
		return "redirect:" + Back.within(back);
	}

	@GetMapping("/terms")
	@CachedForGuests
	@Allow(Role.ANY)
	ModelAndView terms(Page page) {
		return text(page, "terms");
	}

	@GetMapping("/privacy")
	@CachedForGuests
	@Allow(Role.ANY)
	ModelAndView privacy(Page page) {
		return text(page, "privacy");
	}

	private ModelAndView text(Page page, String kind) {
		var text = texts.current(kind);
		return page.view("member/legal", "title", page.t("legal." + kind), "html",
				markdown.toHtml(text.map(LegalTexts.Text::body).orElseGet(() -> page.t("legal." + kind + "-default"))), "since",
				text.map(published -> page.at(published.publishedAt())).orElse(""));
	}
}
