package dev.madang.moderation;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param words what sends a text to the queue before anybody else sees it
 * @param publicLog whether everybody may read what moderators did, without names and texts
 * @param letters whether moderators get a letter, one an hour at most, when something is reported
 */
@ConfigurationProperties("madang.moderation")
record ModerationProperties(@DefaultValue List<String> words, @DefaultValue("false") boolean publicLog,
		@DefaultValue("true") boolean letters, @DefaultValue Newcomer newcomer) {

	/**
	 * What a member may write at first, while {@code madang.limits.enabled}.
	 *
	 * @param days for how long; 0 for no such limits
	 * @param links in one text
	 * @param posts on a day, and as many of anything else that is no comment
	 * @param comments on a day
	 */
	record Newcomer(@DefaultValue("3") int days, @DefaultValue("5") int links, @DefaultValue("20") int posts,
			@DefaultValue("100") int comments) {
	}
}
