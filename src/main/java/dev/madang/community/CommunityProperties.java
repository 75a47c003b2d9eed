package dev.madang.community;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What counts before that which an admin sets. {@link Setting} says where else it is read.
 *
 * @param zone the time zone in which the days of the community begin, such as {@code Asia/Seoul}
 */
@ConfigurationProperties("madang")
record CommunityProperties(@DefaultValue("Asia/Seoul") ZoneId zone, @DefaultValue Words community) {

	/**
	 * Of these an admin sets on the page of settings what is not set here.
	 *
	 * @param name the name of the community; {@code Madang} or 마당 if empty
	 * @param sentence one sentence about it, for guests and search engines
	 * @param introduction its introduction, in Markdown
	 * @param rules its rules, in Markdown
	 * @param mark its mark: {@code courtyard}, {@code tree}, {@code book}, {@code moon}, {@code wave}, {@code mountain},
	 * {@code leaf}, {@code cup}, {@code sun} or {@code people}
	 * @param accent its colour: {@code jade}, {@code pine}, {@code moss}, {@code ochre}, {@code brick}, {@code rose}, {@code plum},
	 * {@code violet}, {@code indigo}, {@code sea}, {@code teal} or {@code slate}
	 * @param language the language of pages for readers who prefer neither
	 * @param languages the languages of its pages: {@code ko}, {@code en} or {@code ko,en}
	 */
	record Words(@DefaultValue("") String name, @DefaultValue("") String sentence, @DefaultValue("") String introduction,
			@DefaultValue("") String rules, @DefaultValue("courtyard") String mark, @DefaultValue("jade") String accent,
			@DefaultValue("ko") String language, @DefaultValue("ko,en") String languages) {

		Words {
			require(Setting.MARK, mark);
			require(Setting.ACCENT, accent);
			require(Setting.LANGUAGES, languages);
			require(Setting.LANGUAGE, language);
		}

		private static void require(Setting setting, String value) {
			if (!setting.takes(value)) {
				throw new IllegalArgumentException(setting.property + " cannot be " + value);
			}
		}
	}
}
