package dev.madang.platform;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The messages of pages, problems and emails, in the reader's language. */
@Configuration(proxyBeanMethods = false)
class MessageBundles {

	@Bean
	ResourceBundleMessageSource messageSource() {
		var bundles = new ResourceBundleMessageSource() {

			// those without arguments, of which a page has a hundred
			private final Map<Locale, Map<String, String>> plain = new ConcurrentHashMap<>();

			@Override
			protected @Nullable String getMessageInternal(@Nullable String code, Object @Nullable [] arguments,
					@Nullable Locale locale) {
				if (code != null && locale != null && (arguments == null || arguments.length == 0)) {
					return plain.computeIfAbsent(locale, each -> new ConcurrentHashMap<>()).computeIfAbsent(code,
							each -> super.getMessageInternal(each, null, locale));
				}
				var text = super.getMessageInternal(code, arguments, locale);
				return text == null || arguments == null || arguments.length == 0 ? text : Particles.choose(text);
			}
		};
		bundles.setBasename("messages");
		bundles.setDefaultEncoding("UTF-8");
		bundles.setFallbackToSystemLocale(false);
		return bundles;
	}
}
