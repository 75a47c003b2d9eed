package dev.madang.platform.web;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/** The two languages that Madang speaks, and which of them an Accept-Language prefers: Korean where it names neither. */
public final class Languages {

	private static final List<Locale> KNOWN = List.of(Locale.KOREAN, Locale.ENGLISH);

	/** Browsers send the same few over and over. */
	private static final Cache<String, Locale> READ = Caffeine.newBuilder().maximumSize(500).executor(Runnable::run).build();

	private Languages() {
	}

	public static Locale of(HttpServletRequest request) {
		return of(request.getHeader("Accept-Language"));
	}

	static Locale of(@Nullable String acceptLanguage) {
		return acceptLanguage == null || acceptLanguage.length() > 500
				? Locale.KOREAN
				: READ.get(acceptLanguage, Languages::read);
	}

	private static Locale read(String acceptLanguage) {
		try {
			var found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), KNOWN);
			return found == null ? Locale.KOREAN : found;
		}
		catch (IllegalArgumentException notALanguage) {
			return Locale.KOREAN;
		}
	}
}
