package dev.madang.member;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.Texts;
import org.springframework.web.util.WebUtils;

/**
 * From where somebody signs in: what the browser says of itself, its address, and the secret in its cookie by which it is
 * known again; empty, where it has none.
 */
public record Device(String agent, String address, String known) {

	/** In the order of asking: most browsers also name those that they came after. */
	private static final Map<String, String> BROWSERS = inOrder("Whale/", "Whale", "SamsungBrowser/", "Samsung Internet",
			"Edg/",
			"Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari");

	private static final Map<String, String> SYSTEMS = inOrder("Android", "Android", "iPhone", "iPhone", "iPad", "iPad",
			"Windows", "Windows", "Mac OS X", "macOS", "CrOS", "ChromeOS", "Linux", "Linux");

	private static Map<String, String> inOrder(String... signsAndNames) {
		var map = new LinkedHashMap<String, String>();
		for (int i = 0; i < signsAndNames.length; i += 2) {
			map.put(signsAndNames[i], signsAndNames[i + 1]);
		}
		return map;
	}

	/** What people call a device: browser and system where they are known, else the program's first word. */
	public static String describe(String agent) {
		var words = Stream.of(BROWSERS, SYSTEMS).flatMap(known -> known.entrySet().stream()
				.filter(each -> agent.contains(each.getKey())).map(Map.Entry::getValue).limit(1)).toList();
		return words.size() == 2 ? String.join(" · ", words) : agent.split(" ", 2)[0];
	}

	static Device of(HttpServletRequest request, String cookieName) {
		var agent = request.getHeader("User-Agent");
		var cookie = WebUtils.getCookie(request, cookieName);
		var known = cookie == null ? "" : cookie.getValue();
		return new Device(agent == null ? "" : Texts.shorten(agent.replaceAll("\\p{Cntrl}", " "), 300),
				request.getRemoteAddr(), known.length() > 100 ? "" : known);
	}
}
