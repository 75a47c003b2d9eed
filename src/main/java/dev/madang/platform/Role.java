package dev.madang.platform;

import java.util.Locale;

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
		for (var role : values()) {
			if (role.word().equals(word)) {
				return role;
			}
		}
		throw new IllegalArgumentException("no such role: " + word);
	}
}
