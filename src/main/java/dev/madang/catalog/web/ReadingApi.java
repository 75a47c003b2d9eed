package dev.madang.catalog.web;

import dev.madang.catalog.ReadingForm;
import dev.madang.catalog.ReadingLog;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Viewers;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reading logs. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(Role.MEMBER)
@Tag(name = "Books")
class ReadingApi {

	private final ReadingLog readings;

	ReadingApi(ReadingLog readings) {
		this.readings = readings;
	}

	/** @param status want, reading or read */
	@GetMapping("/{handle}/reading")
	@CachedForGuests
	@Allow(Role.ANY)
	Slice<ReadingJson> list(@PathVariable String handle, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor,
			Viewer viewer) {
		return readings.of(Viewers.own(handle, viewer), viewer, status, Paging.of(limit, cursor, null)).map(ReadingJson::of);
	}

	@PutMapping("/me/reading/{itemId}")
	ReadingJson put(@PathVariable long itemId, @RequestBody ReadingForm form, Viewer viewer) {
		return ReadingJson.of(readings.put(viewer, itemId, form));
	}

	@DeleteMapping("/me/reading/{itemId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable long itemId, Viewer viewer) {
		readings.remove(viewer, itemId);
	}
}
