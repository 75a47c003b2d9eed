package dev.madang.member;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.SiteUrl;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Viewers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** The cookie by which pages know a sign-in: an opaque token, bound to this host where it is served over TLS. */
@Component
public class SignInCookie {

	private final SiteUrl site;

	private final SignIns signIns;

	private final KnownDevices devices;

	SignInCookie(SiteUrl site, SignIns signIns, KnownDevices devices) {
		this.devices = devices;
		this.site = site;
		this.signIns = signIns;
	}

	private String name() {
		return site.isSecure() ? "__Host-madang" : "madang";
	}

	/** Whether a request comes with a sign-in, whatever it is worth. */
	public boolean isIn(HttpServletRequest request) {
		return WebUtils.getCookie(request, name()) != null;
	}

	/** Whose sign-in a request comes with; nobody's, if it has ended. */
	public Optional<Viewer> viewer(HttpServletRequest request) {
		var found = WebUtils.getCookie(request, name());
		return found == null || found.getValue().isEmpty() ? Optional.empty() : signIns.bySession(found.getValue());
	}

	/** Gives the browser its sign-in, and that by which it is known again. */
	public void give(HttpServletResponse response, Accounts.Session session) {
		set(response, session.cookie(), SignIns.LASTS);
		devices.give(response, session.device());
	}

	/** From where a request comes. */
	public Device device(HttpServletRequest request) {
		return devices.of(request);
	}

	public void take(HttpServletResponse response) {
		set(response, "", Duration.ZERO);
	}

	private void set(HttpServletResponse response, String value, Duration lasts) {
		response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name(), value).path("/").httpOnly(true)
				.secure(site.isSecure()).sameSite("Lax").maxAge(lasts).build().toString());
	}

	/** Lets pages know who is looking; a cookie that has ended is simply not looked at. */
	static final class Filter extends OncePerRequestFilter {

		private final SignInCookie cookie;

		Filter(SignInCookie cookie) {
			this.cookie = cookie;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			cookie.viewer(request).ifPresent(viewer -> Viewers.enter(request, viewer));
			chain.doFilter(request, response);
		}
	}
}
