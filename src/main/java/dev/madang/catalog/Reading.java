package dev.madang.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * An item in somebody's reading log; films are watched there.
 *
 * @param status want, reading or read
 * @param note for its owner's eyes only: empty for anybody else
 */
public record Reading(Item item, String status, @Nullable LocalDate startedOn, @Nullable LocalDate finishedOn,
		@Nullable Integer rating, String note, Instant createdAt, Instant updatedAt) {

	/** What {@link #read} needs of a row {@code r}, beside the columns of its item. */
	static final String COLUMNS = """
			r.status, r.started_on, r.finished_on, r.rating, r.note, r.created_at as put_at, r.updated_at as changed_at
			""";

	static Reading read(ResultSet row, int number) throws SQLException {
		return new Reading(Item.read(row, number), row.getString("status"), row.getObject("started_on", LocalDate.class),
				row.getObject("finished_on", LocalDate.class), Rows.optionalInt(row, "rating"), row.getString("note"),
				Rows.instant(row, "put_at"), Rows.instant(row, "changed_at"));
	}

	Reading withoutNote() {
		return new Reading(item, status, startedOn, finishedOn, rating, "", createdAt, updatedAt);
	}
}
