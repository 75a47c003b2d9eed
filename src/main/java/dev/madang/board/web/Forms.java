package dev.madang.board.web;

import jakarta.servlet.http.HttpServletRequest;

/** What all forms of this module have in common. */
final class Forms {

	private Forms() {
	}

	/** Whether the page's script asked, to put the answer into the page; without it, the form's answer is a page. */
	static boolean isFragment(HttpServletRequest request) {
		return "true".equals(request.getHeader("HX-Request"));
	}

	/** A text field's value with the line ends that everything else has: browsers send carriage returns. */
	static String lines(String value) {
		return value.replace("\r\n", "\n").replace('\r', '\n');
	}
}
