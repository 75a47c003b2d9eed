package dev.madang.platform.web;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** The viewer of the current request, as its filter chain found it. */
public final class Viewers {

	private static final String REFUSED = Viewers.class.getName() + ".refused";

	private Viewers() {
	}

	/** Lets the rest of this request know who is looking. */
	public static void enter(HttpServletRequest request, Viewer viewer) {
		SecurityContextHolder.setContext(new SecurityContextImpl(new ViewerAuthentication(viewer)));
		request.setAttribute(ServedRequests.MEMBER, viewer.id());
	}

	/** Refuses this request, whoever it is from, once its route is known: an unknown one is 404 or 405 all the same. */
	public static void refuse(HttpServletRequest request, Problem problem) {
		request.setAttribute(REFUSED, problem);
	}

	static void requireNotRefused(HttpServletRequest request) {
		if (request.getAttribute(REFUSED) instanceof Problem problem) {
			throw problem;
		}
	}

	/**
	 * The handle that a path names, where {@code me} stands for one's own.
	 *
	 * @throws Problem 401 for {@code me} of nobody
	 */
	public static String own(String handle, Viewer viewer) {
		if (!"me".equals(handle)) {
			return handle;
		}
		if (!viewer.isMember()) {
			throw Problem.unauthorized("sign-in-needed");
		}
		return viewer.handle();
	}

	/** Who sends a request, for limits by sender: a member, or a guest's household. */
	static String sender(HttpServletRequest request) {
		var viewer = current();
		return viewer.isMember() ? "member " + viewer.id() : Limits.household(request.getRemoteAddr());
	}

	public static Viewer current() {
		var authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication != null && authentication.getPrincipal() instanceof Viewer viewer ? viewer : Viewer.ANYBODY;
	}
}
