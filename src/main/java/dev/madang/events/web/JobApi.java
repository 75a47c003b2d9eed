package dev.madang.events.web;

import java.util.List;

import dev.madang.activity.Lags;
import dev.madang.activity.Lags.Lag;
import dev.madang.activity.Parked;
import dev.madang.activity.Parked.Retried;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the background jobs do: the consumers of the log. */
@RestController
@RequestMapping("/api/v1/admin/jobs")
@Allow(Role.ADMIN)
@Tag(name = "Events")
class JobApi {

	/** @param parked the first hundred, each job's oldest first */
	record Jobs(List<Lag> items, List<Parked.ParkedRow> parked) {
	}

	/** @param id of one parked row of the log; all of this job's without it */
	record Again(@Nullable Long id) {
	}

	private final Lags lags;

	private final Parked parked;

	JobApi(Lags lags, Parked parked) {
		this.lags = lags;
		this.parked = parked;
	}

	@GetMapping
	Jobs all() {
		return new Jobs(lags.all(), parked.list(100));
	}

	/** Gives a job again what is parked for it. */
	@PostMapping("/{name}/retry")
	Retried retry(@PathVariable String name, @RequestBody(required = false) @Nullable Again again, Viewer viewer) {
		return parked.retry(viewer, name, again == null ? null : again.id());
	}
}
