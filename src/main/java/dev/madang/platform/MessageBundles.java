package dev.madang.platform;

import java.util.Locale;

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

			@Override
			protected @Nullable String getMessageInternal(@Nullable String code, Object @Nullable [] arguments,
					@Nullable Locale locale) {
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
