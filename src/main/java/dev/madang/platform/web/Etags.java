package dev.madang.platform.web;

import java.util.Arrays;

import dev.madang.platform.Problem;
import org.jspecify.annotations.Nullable;

/** The entity tag of an editable version: {@code "v7"}. */
public final class Etags {

	private Etags() {
	}

	public static String of(int version) {
		return "\"v" + version + "\"";
	}

	/** Whether an If-None-Match names this version, so that 304 is the answer. */
	public static boolean matches(@Nullable String ifNoneMatch, int version) {
		return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || names(ifNoneMatch, version));
	}

	/**
	 * Refuses a change that was meant for another version. Weak tags never match (RFC 9110, 13.1.1).
	 *
	 * @throws Problem 412
	 */
	public static void guard(@Nullable String ifMatch, int version) {
		if (ifMatch != null && !ifMatch.strip().equals("*")
				&& Arrays.stream(ifMatch.split(",")).noneMatch(tag -> tag.strip().equals(of(version)))) {
			throw Problem.of(412, "changed-meanwhile");
		}
	}

	private static boolean names(String header, int version) {
		return Arrays.stream(header.split(",")).map(String::strip).map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
				.anyMatch(of(version)::equals);
	}
}
