package dev.madang.member;

import dev.madang.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.util.WebUtils;

/**
 * From where somebody signs in: what the browser says of itself, its address, and the secret in its cookie by which it is
 * known again; empty, where it has none.
 */
public record Device(String agent, String address, String known) {

	static Device of(HttpServletRequest request, String cookieName) {
		var agent = request.getHeader("User-Agent");
		var cookie = WebUtils.getCookie(request, cookieName);
		var known = cookie == null ? "" : cookie.getValue();
		return new Device(agent == null ? "" : Texts.shorten(agent.replaceAll("\\p{Cntrl}", " "), 300),
				request.getRemoteAddr(), known.length() > 100 ? "" : known);
	}
}
