package dev.madang.site;

import java.util.List;

import dev.madang.board.Categories;
import dev.madang.community.Community;
import dev.madang.community.Setting;
import dev.madang.member.Members;
import dev.madang.page.Page;
import dev.madang.page.Welcome;
import dev.madang.platform.Role;
import gg.jte.Content;
import org.springframework.stereotype.Component;

/** What remains to be done after setup, for admins above the feed: each line is ticked off by what there is. */
@Component
public class Checklist implements Welcome {

	/**
	 * A line of it.
	 *
	 * @param word the end of its keys in the bundles
	 * @param address where it is done
	 */
	public record Step(String word, String address, boolean isDone) {
	}

	private final Community community;

	private final Categories categories;

	private final Members members;

	Checklist(Community community, Categories categories, Members members) {
		this.community = community;
		this.categories = categories;
		this.members = members;
	}

	@Override
	public Content welcome(Page page) {
		if (!page.viewer().role().atLeast(Role.ADMIN) || community.get(Setting.CHECKLIST).equals("closed")) {
			return NOTHING;
		}
		var steps = steps(page);
		return steps.stream().allMatch(Step::isDone) ? NOTHING : page.part("site/checklist", "steps", steps);
	}

	private List<Step> steps(Page page) {
		var hasPosts = categories.postCounts(page.viewer()).values().stream().anyMatch(count -> count > 0);
		return List.of(new Step("name", "/admin/community", !community.get(Setting.NAME).isEmpty()),
				new Step("boards", "", !categories.tree().readable(page.viewer()).isEmpty()),
				new Step("post", "/write", hasPosts), new Step("invite", "/admin/sign-ups", members.hasSeveral()),
				new Step("mail", "/admin/community#mail", page.sendsEmails()));
	}
}
