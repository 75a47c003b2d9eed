package dev.madang.page;

import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.web.Languages;
import org.springframework.web.util.WebUtils;

/** What a browser remembers for its owner, signed in or not: the language and the theme. */
public final class Preferences {

	static final String LANGUAGE = "lang";

	static final String THEME = "theme";

	static final Set<String> LANGUAGES = Set.of("ko", "en");

	static final Set<String> THEMES = Set.of("light", "dark", "auto");

	private Preferences() {
	}

	/** What of a request's preferences an answer depends on. */
	public static String of(HttpServletRequest request) {
		return locale(request).getLanguage() + ' ' + theme(request);
	}

	/** The language of a request: for the API as its header says, for pages as chosen before, else as its header says. */
	static Locale locale(HttpServletRequest request) {
		var chosen = request.getRequestURI().startsWith("/api/") ? null : WebUtils.getCookie(request, LANGUAGE);
		if (chosen != null && Languages.offered().contains(Locale.forLanguageTag(chosen.getValue()))) {
			return Locale.forLanguageTag(chosen.getValue());
		}
		return Languages.of(request);
	}

	static String theme(HttpServletRequest request) {
		var chosen = WebUtils.getCookie(request, THEME);
		return chosen != null && THEMES.contains(chosen.getValue()) ? chosen.getValue() : "auto";
	}
}
