package dev.madang.platform.web;

import dev.madang.platform.Viewer;
import org.springframework.security.core.context.SecurityContextHolder;

/** The viewer of the current request, as its filter chain found it. */
public final class Viewers {

	private Viewers() {
	}

	public static Viewer current() {
		var authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication != null && authentication.getPrincipal() instanceof Viewer viewer ? viewer : Viewer.ANYBODY;
	}
}
