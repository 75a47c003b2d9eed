package dev.madang.platform.web;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What a handler tells of the answer that it makes to whoever may keep it for other guests; without one, nobody. */
public final class GuestAnswers {

	/** Whoever may keep the answer to the current request. */
	public interface Keeper {

		void eachTime(Runnable work);

		void personal();
	}

	private static final String KEEPER = GuestAnswers.class.getName();

	private GuestAnswers() {
	}

	public static void keptBy(HttpServletRequest request, Keeper keeper) {
		request.setAttribute(KEEPER, keeper);
	}

	/** What is to be done again each time that the answer to the current request is given: not now. */
	public static void eachTime(Runnable work) {
		var keeper = keeper();
		if (keeper != null) {
			keeper.eachTime(work);
		}
	}

	/** Says that the answer to the current request is for one reader only, whatever its handler promises. */
	public static void personal() {
		var keeper = keeper();
		if (keeper != null) {
			keeper.personal();
		}
	}

	private static @Nullable Keeper keeper() {
		var attributes = RequestContextHolder.getRequestAttributes();
		return attributes == null ? null : (Keeper) attributes.getAttribute(KEEPER, RequestAttributes.SCOPE_REQUEST);
	}
}
