package dev.madang.member.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.ClaimLinks;
import dev.madang.member.Departure;
import dev.madang.member.LoginHistory;
import dev.madang.member.Members;
import dev.madang.member.Roles;
import dev.madang.member.States;
import dev.madang.page.CommunityZone;
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
import org.springframework.web.util.UriUtils;

/** Where those in charge look after a member. */
@Controller
@RequestMapping("/admin/members")
@Allow(Role.MODERATOR)
class AdminMemberPages {

	private final Members members;

	private final States states;

	private final Roles roles;

	private final LoginHistory history;

	private final ClaimLinks links;

	private final Departure departure;

	private final CommunityZone zone;

	AdminMemberPages(Members members, States states, Roles roles, LoginHistory history, ClaimLinks links,
			Departure departure, CommunityZone zone) {
		this.members = members;
		this.states = states;
		this.roles = roles;
		this.history = history;
		this.links = links;
		this.departure = departure;
		this.zone = zone;
	}

	@GetMapping("/{handle}")
	ModelAndView member(Page page, @PathVariable String handle) {
		return view(page, handle, "", null);
	}

	@PostMapping("/{handle}/role")
	@Allow(Role.ADMIN)
	ModelAndView role(Page page, @PathVariable String handle, @RequestParam String role, HttpServletResponse response) {
		return done(page, handle, response, () -> roles.change(page.viewer(), handle,
				Role.find(role).orElseThrow(() -> Problem.invalid("role", "bad-role"))));
	}

	/** @param until the last day of the state, in the community's zone; empty for no end */
	@PostMapping("/{handle}/states/{state}")
	ModelAndView put(Page page, @PathVariable String handle, @PathVariable String state,
			@RequestParam(defaultValue = "") String detail, @RequestParam(defaultValue = "") String until,
			@RequestParam(defaultValue = "true") boolean on, HttpServletResponse response) {
		return done(page, handle, response, () -> {
			if (on) {
				states.put(page.viewer(), handle, state, new States.Form(detail, zone.endOf(until, "until")));
			}
			else {
				states.remove(page.viewer(), handle, state);
			}
		});
	}

	@PostMapping("/{handle}/claim-link")
	@Allow(Role.ADMIN)
	ModelAndView claimLink(Page page, @PathVariable String handle) {
		return view(page, handle, links.create(page.viewer(), handle), null);
	}

	@PostMapping("/{handle}/remove")
	@Allow(value = Role.ADMIN, account = true)
	ModelAndView remove(Page page, @PathVariable String handle, @RequestParam(defaultValue = "") String typed,
			HttpServletResponse response) {
		try {
			if (!members.get(handle).handle().equals(typed.strip())) {
				throw Problem.invalid("typed", "not-that-handle");
			}
			departure.remove(page.viewer(), handle);
			return new ModelAndView("redirect:/admin/members");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, handle, "", problem);
		}
	}

	private ModelAndView done(Page page, String handle, HttpServletResponse response, Runnable work) {
		try {
			work.run();
			return new ModelAndView("redirect:/admin/members/" + UriUtils.encodePathSegment(handle, "UTF-8"));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, handle, "", problem);
		}
	}

	private ModelAndView view(Page page, String handle, String claimLink, @Nullable Problem problem) {
		var member = members.get(handle);
		var view = page.view("member/adminMember", "member", member, "states", states.of(handle), "history",
				page.viewer().role().atLeast(Role.ADMIN) ? history.ofMember(member.id()) : List.of(), "claimLink",
				claimLink);
		return problem == null ? view : view.addObject("problem", problem);
	}
}
