package dev.madang.member.web;

import dev.madang.member.LoginHistory;
import dev.madang.member.Members;
import dev.madang.member.Members.Profile;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.MergePatch;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Members and their profiles; {@code me} stands for one's own handle. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(Role.ANY)
@Tag(name = "Accounts")
class UserApi {

	private final Members members;

	private final MergePatch mergePatch;

	private final LoginHistory history;

	UserApi(Members members, MergePatch mergePatch, LoginHistory history) {
		this.history = history;
		this.members = members;
		this.mergePatch = mergePatch;
	}

	@GetMapping("/{handle}")
	UserJson user(@PathVariable String handle, Viewer viewer) {
		var member = members.get(own(handle, viewer));
		return UserJson.of(member, viewer.is(member.id()));
	}

	@PatchMapping(path = "/{handle}", consumes = { "application/json", "application/merge-patch+json" })
	@Allow(Role.MEMBER)
	UserJson change(@PathVariable String handle, @RequestBody JsonNode patch, Viewer viewer) {
		var member = members.get(own(handle, viewer));
		if (!viewer.is(member.id())) {
			throw Problem.forbidden("not-yours");
		}
		return UserJson.of(members.change(viewer, profile -> mergePatch.apply(profile, patch, Profile.class)), true);
	}

	/** When and from where one signed in, failures too. */
	@GetMapping("/me/logins")
	@Allow(Role.MEMBER)
	Slice<LoginHistory.Entry> logins(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return history.of(viewer, Paging.of(limit, cursor, null));
	}

	private static String own(String handle, Viewer viewer) {
		if (!"me".equals(handle)) {
			return handle;
		}
		if (!viewer.isMember()) {
			throw Problem.unauthorized("sign-in-needed");
		}
		return viewer.handle();
	}
}
