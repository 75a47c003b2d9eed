package dev.madang.catalog.web;

import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.catalog.Reading;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row of a reading log as the API shows one; a note only to its owner. */
@Schema(name = "Reading")
record ReadingJson(ItemJson item, String status, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate startedOn,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate finishedOn,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer rating,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) String note, Instant createdAt, Instant updatedAt) {

	static ReadingJson of(Reading reading) {
		return new ReadingJson(ItemJson.of(reading.item()), reading.status(), reading.startedOn(), reading.finishedOn(),
				reading.rating(), reading.note(), reading.createdAt(), reading.updatedAt());
	}
}
