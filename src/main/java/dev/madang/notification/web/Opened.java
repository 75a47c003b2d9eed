package dev.madang.notification.web;

import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.notification.Notifications;
import dev.madang.notification.UnreadCounts;
import dev.madang.platform.web.Prefetch;
import dev.madang.platform.web.Viewers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Who opens what they were told of has read that they were: everything about a post whose page is opened, and the one that
 * led to a page, by its number in the address. Without a number it costs a statement only while there is something unread; what
 * was pushed alone is not counted there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Opened implements WebMvcConfigurer {

	private static final Pattern POST = Pattern.compile("/p/(\\d{1,18})");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

	private final ObjectProvider<Notifications> notifications;

	private final ObjectProvider<UnreadCounts> counts;

	Opened(ObjectProvider<Notifications> notifications, ObjectProvider<UnreadCounts> counts) {
		this.notifications = notifications;
		this.counts = counts;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new HandlerInterceptor() {

			@Override
			public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
				if (HttpMethod.GET.matches(request.getMethod()) && !Prefetch.is(request)) {
					open(request);
				}
				return true;
			}
		}).excludePathPatterns("/api/**", "/webjars/**");
	}

	private void open(HttpServletRequest request) {
		var post = POST.matcher(request.getRequestURI());
		var number = request.getParameter("n");
		var isNumber = number != null && NUMBER.matcher(number).matches();
		var viewer = Viewers.current();
		if (!viewer.isSignIn()) {
			return;
		}
		if (post.matches() && counts.getObject().unread(viewer) > 0) {
			notifications.getObject().readAbout(viewer, Long.parseLong(post.group(1)));
		}
		if (isNumber) {
			notifications.getObject().read(viewer, List.of(Long.valueOf(number)), null, false);
		}
	}
}
