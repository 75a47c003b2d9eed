package dev.madang.page;

import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.web.Languages;
import org.springframework.web.util.WebUtils;

/** What a browser remembers for its owner, signed in or not: the language, the theme and the density of lists. */
public final class Preferences {

	static final String LANGUAGE = "lang";

	static final String THEME = "theme";

	static final String DENSITY = "density";

	static final Set<String> LANGUAGES = Set.of("ko", "en");

	static final Set<String> THEMES = Set.of("light", "dark", "auto");

	static final Set<String> DENSITIES = Set.of("comfortable", "compact");

	/** How pages look. */
	record Look(String theme, String density) {
	}

	private Preferences() {
	}

	/** What of a request's preferences an answer depends on. */
	public static String of(HttpServletRequest request) {
		var look = look(request);
		return locale(request).getLanguage() + ' ' + look.theme() + ' ' + look.density();
	}

	/** The language of a request: for the API as its header says, for pages as chosen before, else as its header says. */
	static Locale locale(HttpServletRequest request) {
		var chosen = request.getRequestURI().startsWith("/api/") ? null : WebUtils.getCookie(request, LANGUAGE);
		if (chosen != null && Languages.offered().contains(Locale.forLanguageTag(chosen.getValue()))) {
			return Locale.forLanguageTag(chosen.getValue());
		}
		return Languages.of(request);
	}

	static Look look(HttpServletRequest request) {
		return new Look(chosen(request, THEME, THEMES, "auto"), chosen(request, DENSITY, DENSITIES, "comfortable"));
	}

	private static String chosen(HttpServletRequest request, String name, Set<String> values, String otherwise) {
		var cookie = WebUtils.getCookie(request, name);
		return cookie != null && values.contains(cookie.getValue()) ? cookie.getValue() : otherwise;
	}
}
