package dev.madang.platform.web;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.Problem;
import org.springframework.web.servlet.ModelAndView;

/** Which requests are a person's, and the view that tells a person what went wrong. */
public final class PageErrors {

	/** The request attribute under which the page finds its problem. */
	public static final String PROBLEM = PageErrors.class.getName() + ".problem";

	private PageErrors() {
	}

	static boolean wantsPage(HttpServletRequest request) {
		var accept = request.getHeader("Accept");
		return !request.getRequestURI().startsWith("/api/") && accept != null && accept.contains("text/html");
	}

	static ModelAndView show(Problem problem, HttpServletRequest request) {
		request.setAttribute(PROBLEM, problem);
		return new ModelAndView("forward:/problem");
	}
}
