package dev.madang.recommendation.web;

import java.util.List;

import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.recommendation.Signal;
import dev.madang.recommendation.Signals;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody looked at, told by their page or program. */
@RestController
@Tag(name = "Recommendations")
class SignalApi {

	/** @param seconds of a dwell only: how long it was before somebody's eyes */
	record SignalForm(@Nullable String target, @Nullable String kind, @Nullable Integer seconds) {
	}

	private final Signals signals;

	SignalApi(Signals signals) {
		this.signals = signals;
	}

	/** The same for programs and for pages, which sign in differently. */
	@PostMapping({ "/api/v1/signals", "/signals" })
	@Allow(Role.ANY)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void take(@RequestBody List<SignalForm> forms, Viewer viewer) {
		signals.take(viewer, forms.stream().map(SignalApi::signal).toList());
	}

	private static Signal signal(@Nullable SignalForm form) {
		return form == null ? Signal.of(null, null, null) : Signal.of(form.target(), form.kind(), form.seconds());
	}
}
