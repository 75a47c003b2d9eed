package dev.madang.page;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.community.Community;
import dev.madang.platform.Problem;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.ProblemPage;
import dev.madang.platform.web.Problems;
import dev.madang.platform.web.Viewers;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Makes the Page of a request, for the handlers that ask for it and for what went wrong. */
@Component
@ConditionalOnWebApplication
class PageResolver implements HandlerMethodArgumentResolver, ProblemPage {

	final MessageSource messages;

	final Problems problems;

	final Community community;

	final Slots slots;

	final Assets assets;

	final SiteUrl site;

	final JsonMapper json;

	PageResolver(MessageSource messages, Problems problems, Community community, Slots slots, Assets assets, SiteUrl site,
			JsonMapper json) {
		this.site = site;
		this.json = json;
		this.messages = messages;
		this.problems = problems;
		this.community = community;
		this.slots = slots;
		this.assets = assets;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Page.class;
	}

	@Override
	public Page resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		var servletRequest = request.getNativeRequest(HttpServletRequest.class);
		if (servletRequest == null) {
			throw new IllegalStateException("a page needs a request");
		}
		return page(servletRequest);
	}

	@Override
	public ModelAndView of(Problem problem, HttpServletRequest request) {
		return page(request).view("page/problem", "problem", problem);
	}

	private Page page(HttpServletRequest servletRequest) {
		var query = servletRequest.getQueryString();
		return new Page(this, Viewers.current(), Preferences.locale(servletRequest), Preferences.look(servletRequest),
				servletRequest.getRequestURI() + (query == null ? "" : "?" + query), from(servletRequest),
				(CsrfToken) servletRequest.getAttribute(CsrfToken.class.getName()));
	}

	/** The page whose form was sent, if this is what was made of one. */
	private static @Nullable String from(HttpServletRequest request) {
		var referer = request.getHeader("Referer");
		if ("GET".equals(request.getMethod()) || referer == null) {
			return null;
		}
		var origin = request.getScheme() + "://" + request.getHeader("Host");
		return referer.startsWith(origin + "/") && !referer.startsWith("//", origin.length())
				? referer.substring(origin.length())
				: null;
	}
}
