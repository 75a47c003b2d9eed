package dev.madang.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.web.Viewers;
import gg.jte.output.Utf8ByteOutput;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;
import org.springframework.web.servlet.view.InternalResourceView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.WebUtils;

/** jte as Spring's views, the reader's language, and what browsers may keep of pages. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageConfiguration implements WebMvcConfigurer {

	private final PageResolver pageResolver;

	PageConfiguration(PageResolver pageResolver) {
		this.pageResolver = pageResolver;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(pageResolver);
	}

	@Bean
	ViewResolver templates() {
		return (name, locale) -> {
			if (name.startsWith("redirect:")) {
				return redirect(name.substring("redirect:".length()));
			}
			if (name.startsWith("forward:")) {
				return new InternalResourceView(name.substring("forward:".length()));
			}
			return template(name);
		};
	}

	/** Tells a script, besides, that what the form of a page held has arrived: only then is what it kept of that given up (forms.js). */
	private static View redirect(String address) {
		return new RedirectView(address, false, false, false) {

			@Override
			protected void renderMergedOutputModel(Map<String, Object> model, HttpServletRequest request,
					HttpServletResponse response) throws IOException {
				if (HttpMethod.POST.matches(request.getMethod()) && request.getHeader("HX-Request") == null) {
					response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from("arrived", "1").path("/")
							.maxAge(Duration.ofMinutes(1)).sameSite("Lax").build().toString());
				}
				super.renderMergedOutputModel(model, request, response);
			}
		};
	}

	private static View template(String name) {
		return new View() {

			@Override
			public String getContentType() {
				return "text/html;charset=UTF-8";
			}

			@Override
			public void render(@Nullable Map<String, ?> model, HttpServletRequest request,
					HttpServletResponse response) throws IOException {
				var output = new Utf8ByteOutput();
				Templates.render(name, Map.copyOf(withoutSpring(model)), output);
				response.setContentType(getContentType());
				response.setCharacterEncoding(StandardCharsets.UTF_8);
				var bytes = output.toByteArray();
				response.setContentLength(bytes.length);
				// all at once: a template is hundreds of small parts, of which each would go through all wrappers
				response.getOutputStream().write(bytes);
			}
		};
	}

	/** Spring adds what it binds; a template takes only what it declares. */
	private static Map<String, Object> withoutSpring(@Nullable Map<String, ?> model) {
		var rest = new HashMap<String, Object>();
		if (model != null) {
			model.forEach((key, value) -> {
				if (value != null && !key.startsWith("org.springframework.")) {
					rest.put(key, value);
				}
			});
		}
		return rest;
	}

	@Bean
	LocaleResolver localeResolver() {
		return new AbstractLocaleResolver() {

			@Override
			public Locale resolveLocale(HttpServletRequest request) {
				return Preferences.locale(request);
			}

			@Override
			public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response,
					@Nullable Locale locale) {
				throw new UnsupportedOperationException("the language is a cookie, set by /preferences");
			}
		};
	}

	/**
	 * Browsers keep pages to go back to. A member's is kept only where a script looks, when it is shown again, whether that
	 * member is still signed in (forms.js); of settings and administration nothing is kept.
	 */
	@Bean
	FilterRegistrationBean<ShallowEtagHeaderFilter> keptPages() {
		var filter = new ShallowEtagHeaderFilter() {

			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws ServletException, IOException {
				var accept = request.getHeader("Accept");
				var page = HttpMethod.GET.matches(request.getMethod()) && accept != null && accept.contains("text/html");
				var member = Viewers.current().isMember();
				if (!page || member && (WebUtils.getCookie(request, "script") == null
						|| request.getRequestURI().matches("/(settings|admin)(/.*)?"))) {
					chain.doFilter(request, response);
					return;
				}
				response.setHeader("Speculation-Rules", "\"/prefetch.json\"");
				response.setHeader(HttpHeaders.VARY, "Cookie, Accept-Language");
				if (member) {
					response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
					chain.doFilter(request, response);
				}
				else {
					response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
					super.doFilterInternal(request, response, chain);
				}
			}
		};
		filter.setWriteWeakETag(true);
		return new FilterRegistrationBean<>(filter);
	}
}
