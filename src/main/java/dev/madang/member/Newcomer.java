package dev.madang.member;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to become a member.
 *
 * @param address empty for somebody whom a provider of sign-ins knows without one
 * @param confirmed whether the address is known to be theirs
 * @param agreedAt when they agreed to the terms
 * @param passwordHash null for somebody who signs in otherwise
 */
record Newcomer(String handle, String name, String address, boolean confirmed, @Nullable String passwordHash,
		@Nullable Integer age, @Nullable String phone, String locale, Instant agreedAt) {
}
