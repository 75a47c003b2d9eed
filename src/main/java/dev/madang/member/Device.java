package dev.madang.member;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.Texts;

/** From where somebody signs in: what the browser says of itself, and its address. */
public record Device(String agent, String address) {

	public static Device of(HttpServletRequest request) {
		var agent = request.getHeader("User-Agent");
		return new Device(agent == null ? "" : Texts.shorten(agent.replaceAll("\\p{Cntrl}", " "), 300),
				request.getRemoteAddr());
	}
}
