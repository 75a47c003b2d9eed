package dev.madang.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads what JDBC has no plain getter for. */
public final class Rows {

	private Rows() {
	}

	public static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	public static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
		return row.getObject(column) == null ? null : instant(row, column);
	}

	public static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
		var value = row.getLong(column);
		return row.wasNull() ? null : value;
	}

	public static @Nullable Integer optionalInt(ResultSet row, String column) throws SQLException {
		var value = row.getInt(column);
		return row.wasNull() ? null : value;
	}

	public static List<String> strings(ResultSet row, String column) throws SQLException {
		return List.of((String[]) row.getArray(column).getArray());
	}

	public static List<Long> longs(ResultSet row, String column) throws SQLException {
		return List.of((Long[]) row.getArray(column).getArray());
	}

	/** A time as PostgreSQL keeps it: microseconds since 1970, as a cursor's key. */
	public static long micros(Instant time) {
		return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
	}

	/** @throws Problem 400 for a time that no cursor of ours holds */
	public static OffsetDateTime ofMicros(long micros) {
		if (Math.abs(micros) > 100_000_000_000_000_000L) {
			throw Problem.malformed("bad-cursor");
		}
		return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L)
				.atOffset(ZoneOffset.UTC);
	}
}
