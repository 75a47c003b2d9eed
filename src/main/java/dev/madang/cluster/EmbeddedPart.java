package dev.madang.cluster;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.madang.community.Setting;
import dev.madang.home.StartFailure;
import org.springframework.core.env.Environment;

/**
 * What one node keeps in its home or in its memory, so that another does not see it: two nodes would not agree. The database and
 * {@code madang.url} are looked at by the command line, before anything starts.
 */
enum EmbeddedPart {

	PICTURES("pictures are kept in a folder of this node", "madang.s3.bucket"),

	EMAILS("emails are kept in the home of this node", "madang.mail.host"),

	LIMITS("limits of requests are counted in the memory of this node", "madang.redis.url");

	private final String what;

	private final String setting;

	EmbeddedPart(String what, String setting) {
		this.what = what;
		this.setting = setting;
	}

	/**
	 * @param community which also has what an admin sets on the web
	 * @throws StartFailure that names the first of them and the setting that puts something else in its place
	 */
	static void refuseAll(Environment environment, Function<Setting, String> community) {
		Predicate<EmbeddedPart> isUsed = part -> part == EMAILS
				? community.apply(Setting.MAIL_HOST).isEmpty()
				: environment.getProperty(part.setting, "").isBlank();
		Arrays.stream(values()).filter(isUsed).findFirst().ifPresent(part -> {
			throw new StartFailure("madang.cluster is on, but " + part.what + ", where other nodes do not see them. Set "
					+ part.setting + ".");
		});
	}
}
