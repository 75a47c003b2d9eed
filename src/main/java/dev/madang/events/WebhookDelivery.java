package dev.madang.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param status waiting, delivered or parked
 * @param nextAt when it is tried next, while it waits
 * @param answer how the last answer began
 */
public record WebhookDelivery(long id, String type, String status, int attempts, Instant createdAt, @Nullable Instant triedAt,
		@Nullable Instant nextAt, @Nullable Integer lastStatus, @Nullable Integer lastMillis, @Nullable String lastError,
		@Nullable String answer) {

	static WebhookDelivery read(ResultSet row, int number) throws SQLException {
		return new WebhookDelivery(row.getLong("id"), row.getString("type"), row.getString("status"), row.getInt("attempts"),
				Rows.instant(row, "created_at"), Rows.optional(row, "tried_at"), Rows.optional(row, "next_at"),
				Rows.optionalInt(row, "last_status"), Rows.optionalInt(row, "last_millis"), row.getString("last_error"),
				row.getString("last_answer"));
	}
}
