package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** What is shown of whoever wrote something. */
public record Author(String handle, String name, @Nullable String avatarUrl) {

	/** No handle that anybody can choose begins so. */
	static final String WITHDRAWN = "withdrawn:";

	/** @param picture the hash of the member's picture, if there is one */
	public static Author of(String handle, String name, @Nullable String picture) {
		return new Author(handle, name, Pictures.address(picture));
	}

	/** Of a row with {@code handle}, {@code name} and {@code picture}. */
	public static Author read(ResultSet row) throws SQLException {
		return of(row.getString("handle"), row.getString("name"), row.getString("picture"));
	}

	/** Whether the member has left; what stays has no page to lead to. */
	public static boolean isWithdrawn(String handle) {
		return handle.startsWith(WITHDRAWN);
	}
}
