package dev.madang.page;

/** Where to go on after a form: only within this site. */
public final class Back {

	private Back() {
	}

	/** The path itself if it leads nowhere else, otherwise the home page. */
	public static String within(String path) {
		return path.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?") ? path : "/";
	}
}
