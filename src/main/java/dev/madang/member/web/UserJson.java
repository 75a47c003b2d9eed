package dev.madang.member.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.member.Member;
import dev.madang.platform.Role;
import org.jspecify.annotations.Nullable;

/** A member as the API shows one; the last fields only to the member. */
@io.swagger.v3.oas.annotations.media.Schema(name = "User")
record UserJson(long id, String handle, String name, String bio, List<String> links, @Nullable String avatarUrl, Role role,
		Instant createdAt, int postCount, int followerCount, int followingCount,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean followedByMe,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean emailConfirmed,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer age,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phone,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String locale) {

	/** @param followedByMe nothing where nobody is signed in, or it is oneself */
	static UserJson of(Member member, boolean own, @Nullable Boolean followedByMe) {
		return new UserJson(member.id(), member.handle(), member.name(), member.bio(), member.links(), member.avatarUrl(),
				member.role(), member.createdAt(), member.postCount(), member.followerCount(), member.followingCount(),
				followedByMe, own ? member.email() : null, own ? member.emailConfirmed() : null, own ? member.age() : null,
				own ? member.phone() : null, own ? member.locale() : null);
	}
}
