package dev.madang.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Whole numbers in paths, queries and forms: ASCII digits, perhaps after a minus. Spring also takes 0x1, +1 and the digits of
 * other scripts, so that one thing has many addresses. These are editors because a converter that refuses a text is followed by
 * Spring's own editor, which takes it.
 */
@ControllerAdvice
@ConditionalOnWebApplication
class PlainNumbers {

	@InitBinder
	void register(WebDataBinder binder) {
		binder.registerCustomEditor(long.class, new Editor(Long::valueOf));
		binder.registerCustomEditor(Long.class, new Editor(Long::valueOf));
		binder.registerCustomEditor(int.class, new Editor(Integer::valueOf));
		binder.registerCustomEditor(Integer.class, new Editor(Integer::valueOf));
	}

	private static final class Editor extends PropertyEditorSupport {

		private final Function<String, Number> number;

		Editor(Function<String, Number> number) {
			this.number = number;
		}

		@Override
		public void setAsText(String text) {
			if (!text.matches("(-?[0-9]+)?")) {
				throw new NumberFormatException("not a plain number");
			}
			setValue(text.isEmpty() ? null : number.apply(text));
		}
	}
}
