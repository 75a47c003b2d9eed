package dev.madang.page;

import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Choosing language and theme. */
@Controller
@Allow(Role.ANY)
class PreferencePages {

	private final SiteUrl site;

	PreferencePages(SiteUrl site) {
		this.site = site;
	}

	@PostMapping("/preferences")
	String prefer(@RequestParam(required = false) @Nullable String lang, @RequestParam(required = false) @Nullable String theme,
			@RequestParam(required = false) @Nullable String density, @RequestParam(defaultValue = "/") String back,
			HttpServletResponse response) {
		if (lang != null && Preferences.LANGUAGES.contains(lang)) {
			remember(response, Preferences.LANGUAGE, lang);
		}
		if (theme != null && Preferences.THEMES.contains(theme)) {
			remember(response, Preferences.THEME, theme);
		}
		if (density != null && Preferences.DENSITIES.contains(density)) {
			remember(response, Preferences.DENSITY, density);
		}
		return "redirect:" + Back.within(back);
	}

	private void remember(HttpServletResponse response, String name, String value) {
		response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name, value).path("/").maxAge(Duration.ofDays(365))
				.sameSite("Lax").secure(site.isSecure()).httpOnly(true).build().toString());
	}

}
