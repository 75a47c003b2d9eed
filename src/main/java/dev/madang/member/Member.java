package dev.madang.member;

import java.time.Instant;
import java.util.List;

import dev.madang.platform.Role;
import org.jspecify.annotations.Nullable;

/**
 * A member as stored, without the password. Email, age and phone are for the member's own eyes and the admins'.
 *
 * @param email the main address
 * @param claimed whether somebody can sign in as this member; an imported one waits to be claimed
 */
public record Member(long id, String handle, String name, Role role, String bio, List<String> links, Instant createdAt,
		int postCount, int followerCount, int followingCount, @Nullable String avatarUrl, @Nullable String email,
		boolean emailConfirmed, @Nullable Integer age, @Nullable String phone, String locale, boolean claimed,
		boolean hasPassword) {

	/** The same without what is for nobody else. */
	public Member forOthers() {
		return new Member(id, handle, name, role, bio, links, createdAt, postCount, followerCount, followingCount, avatarUrl,
				null,
				emailConfirmed, null, null, locale, claimed, hasPassword);
	}
}
