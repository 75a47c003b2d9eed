package dev.madang.member.web;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Invites;
import dev.madang.member.LegalTexts;
import dev.madang.member.SignUpMode;
import dev.madang.member.WaitingSignUps;
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

/** Signing up: pending sign-ups, invites, and the texts that new members agree to. */
@Controller
@RequestMapping("/admin")
@Allow(Role.ADMIN)
class AdminSignUpPages {

	private final WaitingSignUps waiting;

	private final Invites invites;

	private final SignUpMode mode;

	private final LegalTexts texts;

	AdminSignUpPages(WaitingSignUps waiting, Invites invites, SignUpMode mode, LegalTexts texts) {
		this.waiting = waiting;
		this.invites = invites;
		this.mode = mode;
		this.texts = texts;
	}

	@GetMapping("/sign-ups")
	ModelAndView all(Page page) {
		return view(page, "", null);
	}

	@PostMapping("/sign-ups/{id}")
	ModelAndView decide(Page page, @PathVariable long id, @RequestParam boolean approve, HttpServletResponse response) {
		try {
			if (approve) {
				waiting.approve(page.viewer(), id);
			}
			else {
				waiting.decline(page.viewer(), id);
			}
			return new ModelAndView("redirect:/admin/sign-ups");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, "", problem);
		}
	}

	@PostMapping("/invites")
	ModelAndView invite(Page page, @RequestParam(defaultValue = "") String note, @RequestParam(defaultValue = "1") int uses,
			HttpServletResponse response) {
		try {
			return view(page, invites.create(page.viewer(), note, uses), null);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, "", problem);
		}
	}

	@PostMapping("/invites/{id}/remove")
	String removeInvite(Page page, @PathVariable long id) {
		invites.remove(page.viewer(), id);
		return "redirect:/admin/sign-ups";
	}

	private ModelAndView view(Page page, String link, @Nullable Problem problem) {
		var view = page.view("member/signUps", "mode", mode, "waiting", waiting.all(), "invites", invites.all(), "link", link);
		return problem == null ? view : view.addObject("problem", problem);
	}

	@GetMapping("/texts/{kind}")
	ModelAndView text(Page page, @PathVariable String kind) {
		return page.view("member/legalEdit", "kind", kind, "body",
				texts.current(kind).map(LegalTexts.Text::body).orElseGet(() -> page.t("legal." + kind + "-default")));
	}

	@PostMapping("/texts/{kind}")
	ModelAndView publish(Page page, @PathVariable String kind, @RequestParam(defaultValue = "") String body,
			HttpServletResponse response) {
		try {
			texts.publish(page.viewer(), kind, body.replace("\r\n", "\n"));
			return new ModelAndView("redirect:/" + kind);
		}
		catch (Problem problem) {
			if (problem.status() == 404) {
				throw problem;
			}
			response.setStatus(problem.status());
			return page.view("member/legalEdit", "kind", kind, "body", body, "problem", problem);
		}
	}
}
