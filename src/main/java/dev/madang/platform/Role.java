package dev.madang.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What somebody may do, from nothing but looking to everything. The order is the meaning. */
public enum Role {

	ANY, MEMBER, MODERATOR, ADMIN;

	public boolean atLeast(Role needed) {
		return compareTo(needed) >= 0;
	}

	/** The word for it in JSON and in the database. */
	@JsonValue
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @throws IllegalArgumentException if there is no such role */
	@JsonCreator
	public static Role of(String word) {
		return find(word).orElseThrow(() -> new IllegalArgumentException("no such role: " + word));
	}

	public static Optional<Role> find(String word) {
		return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
	}
}
