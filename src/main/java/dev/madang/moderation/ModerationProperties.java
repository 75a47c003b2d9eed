package dev.madang.moderation;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param words watched words: a post, comment or product with one is held for review before anybody else sees it
 * @param publicLog whether everybody may read at {@code /moderation} what moderators did, without names and texts
 * @param emails whether moderators get an email, one an hour at most, when something is reported
 */
@ConfigurationProperties("madang.moderation")
record ModerationProperties(@DefaultValue List<String> words, @DefaultValue("false") boolean publicLog,
		@DefaultValue("true") boolean emails, @DefaultValue Newcomer newcomer) {

	/**
	 * What a member may write at first, while {@code madang.limits.enabled}.
	 *
	 * @param days for how many days a member is a newcomer; 0 for no such limits
	 * @param links how many links a text of a newcomer may have, while {@code madang.limits.enabled}
	 * @param posts how many posts a newcomer may write on a day, and as many of each other kind but comments, while
	 * {@code madang.limits.enabled}
	 * @param comments how many comments a newcomer may write on a day, while {@code madang.limits.enabled}
	 */
	record Newcomer(@DefaultValue("3") int days, @DefaultValue("5") int links, @DefaultValue("20") int posts,
			@DefaultValue("100") int comments) {
	}
}
