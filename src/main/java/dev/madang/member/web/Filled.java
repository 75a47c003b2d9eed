package dev.madang.member.web;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.page.Page;
import dev.madang.platform.Problem;
import org.springframework.web.servlet.ModelAndView;

/** What a form held when it comes back. The password is never sent back. */
public record Filled(String handle, String name, String email, String back, String token, String age, String message) {

	static Filled of(String handle, String name, String email, String back, String token) {
		return new Filled(handle, name, email, back, token, "", "");
	}

	/** The form once more, with what to mend. */
	static ModelAndView again(Page page, String template, Filled filled, Problem problem, HttpServletResponse response) {
		response.setStatus(problem.status() == 401 ? 422 : problem.status());
		return page.view(template, "filled", filled, "problem", problem);
	}
}
