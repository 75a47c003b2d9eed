package dev.madang.member;

import org.jspecify.annotations.Nullable;

/** What is shown of whoever wrote something. */
public record Author(String handle, String name, @Nullable String avatarUrl) {

	public static Author of(String handle, String name) {
		return new Author(handle, name, null);
	}
}
