package dev.madang.recommendation;

import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says why something is recommended, in words. */
@Component
public class Reasons {

	private final MessageSource messages;

	Reasons(MessageSource messages) {
		this.messages = messages;
	}

	/** @param thing post or item */
	public String text(Because because, String thing, Locale locale) {
		var word = "tag".equals(because.kind()) ? "#" + because.word() : because.word();
		return messages.getMessage("reason." + thing + "." + because.kind(), new Object[]{ word }, locale);
	}
}
