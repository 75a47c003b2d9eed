package dev.madang.platform.web;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/** The two languages that Madang speaks, and which of them an Accept-Language prefers: the community's own where it names neither. */
public final class Languages {

	/** Which of the two there are, the first where none is asked for. A process serves one community. */
	private static volatile List<Locale> offered = List.of(Locale.KOREAN, Locale.ENGLISH);

	/** Browsers send the same few over and over. */
	private static final Cache<String, Locale> READ = Caffeine.newBuilder().maximumSize(500).executor(Runnable::run).build();

	private Languages() {
	}

	/** Offers these languages, and one of them to whoever asks for none. */
	public static void offer(Collection<Locale> languages, Locale first) {
		offered = Stream.concat(languages.stream().filter(first::equals), languages.stream()).distinct().toList();
		READ.invalidateAll();
	}

	public static List<Locale> offered() {
		return offered;
	}

	private static Locale first() {
		return offered.getFirst();
	}

	public static Locale of(HttpServletRequest request) {
		return of(request.getHeader("Accept-Language"));
	}

	static Locale of(@Nullable String acceptLanguage) {
		return acceptLanguage == null || acceptLanguage.length() > 500
				? first()
				: READ.get(acceptLanguage, Languages::read);
	}

	private static Locale read(String acceptLanguage) {
		try {
			var found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), offered);
			return found == null ? first() : found;
		}
		catch (IllegalArgumentException notALanguage) {
			return first();
		}
	}
}
