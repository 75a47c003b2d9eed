package dev.madang.member.web;

import dev.madang.member.Blocks;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom a member blocks. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(Role.MEMBER)
@Tag(name = "Accounts")
class BlockApi {

	private final Blocks blocks;

	BlockApi(Blocks blocks) {
		this.blocks = blocks;
	}

	@GetMapping("/me/blocks")
	Slice<Blocks.Blocked> blocks(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return blocks.of(viewer, Paging.of(limit, cursor, null));
	}

	@PutMapping("/{handle}/block")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void block(@PathVariable String handle, Viewer viewer) {
		blocks.block(viewer, handle);
	}

	@DeleteMapping("/{handle}/block")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unblock(@PathVariable String handle, Viewer viewer) {
		blocks.unblock(viewer, handle);
	}
}
