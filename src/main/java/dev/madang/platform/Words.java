package dev.madang.platform;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words of pages, problems and letters, in the reader's language. */
@Configuration(proxyBeanMethods = false)
class Words {

	@Bean
	ResourceBundleMessageSource messageSource() {
		var words = new ResourceBundleMessageSource() {

			@Override
			protected @Nullable String getMessageInternal(@Nullable String code, Object @Nullable [] arguments,
					@Nullable Locale locale) {
				var text = super.getMessageInternal(code, arguments, locale);
				return text == null || arguments == null || arguments.length == 0 ? text : Particles.choose(text);
			}
		};
		words.setBasename("messages");
		words.setDefaultEncoding("UTF-8");
		words.setFallbackToSystemLocale(false);
		return words;
	}
}
