package dev.madang.media.web;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.media.Completion;
import dev.madang.media.Library;
import dev.madang.media.Picture;
import dev.madang.media.UploadReceiver;
import dev.madang.media.UploadLinks.Link;
import dev.madang.media.Uploads;
import dev.madang.media.Uploads.Allowed;
import dev.madang.platform.Checks;
import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.Created;
import dev.madang.platform.web.IdempotentWrites;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pictures: allowed, sent, completed, described, removed. */
@RestController
@RequestMapping("/api/v1/media")
@Allow(Role.MEMBER)
@Tag(name = "Pictures")
class MediaApi {

	/** @param alt what the picture shows, for those who do not see it */
	@Schema(name = "AltText")
	record AltText(@Nullable String alt) {
	}

	private final Uploads uploads;

	private final UploadReceiver receiver;

	private final Completion completion;

	private final Library library;

	private final IdempotentWrites writes;

	private final SiteUrl site;

	MediaApi(Uploads uploads, UploadReceiver receiver, Completion completion, Library library, IdempotentWrites writes,
			SiteUrl site) {
		this.uploads = uploads;
		this.receiver = receiver;
		this.completion = completion;
		this.library = library;
		this.writes = writes;
		this.site = site;
	}

	/** Allows a JPEG, PNG, GIF or WebP of up to 20 MB to be sent, within 15 minutes, as {@code upload} says. */
	@PostMapping("/uploads")
	@ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Allowed.class)))
	ResponseEntity<String> allow(@RequestBody Uploads.Form form,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Viewer viewer) {
		return writes.once(key, viewer, "/media/uploads", form, () -> {
			var allowed = uploads.allow(viewer, form);
			var upload = allowed.upload();
			return new Created("/api/v1/media/" + allowed.id(), "",
					new Allowed(allowed.id(), upload.url().startsWith("/") ? upload.at(site.of(upload.url())) : upload));
		});
	}

	/** Takes the file. The signature in the address is the permission; it is used once. */
	@PutMapping("/{id}/file")
	@Allow(Role.ANY)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void receive(@PathVariable long id, @RequestParam(defaultValue = "") String type,
			@RequestParam(defaultValue = "0") int size, @RequestParam(defaultValue = "0") long expires,
			@RequestParam(defaultValue = "") String signature, HttpServletRequest request) throws IOException {
		receiver.receive(new Link(id, type, size, expires, signature), request.getContentType(),
				request.getContentLengthLong(), request.getInputStream());
	}

	/** Makes the sizes of what was sent. Ready when it answers; what is no picture is refused and forgotten. */
	@PostMapping("/{id}/complete")
	Picture complete(@PathVariable long id, @RequestBody Optional<AltText> text, Viewer viewer) throws IOException {
		completion.complete(viewer, id);
		var alt = text.map(AltText::alt);
		return alt.isPresent() ? library.describe(viewer, id, alt.get()) : library.get(viewer, id);
	}

	@GetMapping("/{id}")
	@Allow(Role.ANY)
	Picture read(@PathVariable long id, Viewer viewer) {
		return library.get(viewer, id);
	}

	@PatchMapping(path = "/{id}", consumes = { "application/json", "application/merge-patch+json" })
	Picture describe(@PathVariable long id, @RequestBody AltText text, Viewer viewer) {
		new Checks().that(text.alt() != null, "alt", "missing").done();
		return library.describe(viewer, id, text.alt() == null ? "" : text.alt());
	}

	/** Removes it, from wherever it is shown. */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id, Viewer viewer) {
		library.delete(viewer, id);
	}
}
