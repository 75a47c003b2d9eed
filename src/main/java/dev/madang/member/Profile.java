package dev.madang.member;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a member may change of a profile.
 *
 * @param links at most two addresses, http or https
 * @param locale ko or en
 * @param phone 7 to 15 digits, + before them if they begin with a country's code; spaces, hyphens and parentheses are left out
 * @param avatarId one of the member's own pictures, of which a small square becomes the one of the profile; 0 leaves it
 *        as it is, and nothing removes it
 */
public record Profile(@Nullable String name, @Nullable String bio, @Nullable List<String> links, @Nullable String locale,
		@Nullable Integer age, @Nullable String phone, @Nullable Long avatarId) {

	static final long SAME_PICTURE = 0;

	/** Whether others read nothing new in it. */
	boolean saysTheSameAs(Profile other) {
		return Objects.equals(name, other.name) && Objects.equals(bio, other.bio) && Objects.equals(links, other.links);
	}

	/** This profile, with name, locale and picture of another where it has none. */
	public Profile or(Profile before) {
		return new Profile(name == null ? before.name() : name, bio, links, locale == null ? before.locale() : locale, age,
				phone, avatarId == null ? before.avatarId() : avatarId);
	}

	public static Profile of(Member member) {
		return new Profile(member.name(), member.bio(), member.links(), member.locale(), member.age(), member.phone(),
				SAME_PICTURE);
	}
}
