package dev.madang.member.web;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.member.Departure;
import dev.madang.member.Following;
import dev.madang.member.Member;
import dev.madang.member.MemberDirectory;
import dev.madang.member.Members;
import dev.madang.member.Pictures;
import dev.madang.member.Profile;
import dev.madang.member.Profiles;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.ListOf;
import dev.madang.platform.web.MergePatch;
import dev.madang.platform.web.PatchOf;
import dev.madang.platform.web.Viewers;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Members and their profiles; {@code me} stands for one's own handle. */
@RestController
@RequestMapping("/api/v1/users")
@Allow(Role.MEMBER)
@Tag(name = "Accounts")
class UserApi {

	/** What deleting an account takes; nothing within five minutes of signing in. */
	record Goodbye(@Nullable String password) {

		@Override
		public String toString() {
			return "goodbye";
		}
	}

	private final Members members;

	private final Profiles profiles;

	private final MergePatch mergePatch;

	private final Following following;

	private final Departure departure;

	private final Pictures pictures;

	private final MemberDirectory directory;

	UserApi(Members members, Profiles profiles, MergePatch mergePatch, Following following, Departure departure,
			Pictures pictures,
			MemberDirectory directory) {
		this.directory = directory;
		this.members = members;
		this.profiles = profiles;
		this.mergePatch = mergePatch;
		this.following = following;
		this.departure = departure;
		this.pictures = pictures;
	}

	/** @param q what a name or handle begins with */
	@GetMapping
	@ListOf(UserJson.class)
	Object list(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer page,
			Viewer viewer) {
		var paging = Paging.of(limit, cursor, page);
		if (!paging.isNumbered()) {
			return directory.slice(q, viewer, paging).map(member -> UserJson.of(member, false, null));
		}
		var numbered = directory.numbered(q, viewer, paging);
		return new Numbered<>(numbered.items().stream().map(member -> UserJson.of(member, false, null)).toList(),
				numbered.page(), numbered.size(), numbered.total(), numbered.totalIsAtLeast());
	}

	@GetMapping("/{handle}")
	@CachedForGuests
	@Allow(Role.ANY)
	UserJson user(@PathVariable String handle, Viewer viewer) {
		return json(members.get(Viewers.own(handle, viewer)), viewer);
	}

	/** Replaces one's profile: what is left out is emptied, but name and locale, which a member always has. */
	@PutMapping("/{handle}")
	UserJson replace(@PathVariable String handle, @RequestBody Profile profile, Viewer viewer) {
		requireOwn(handle, viewer);
		return json(profiles.change(viewer, before -> profile.or(before)), viewer);
	}

	@PatchMapping(path = "/{handle}", consumes = { "application/json", "application/merge-patch+json" })
	UserJson change(@PathVariable String handle, @RequestBody @PatchOf(Profile.class) JsonNode patch, Viewer viewer) {
		requireOwn(handle, viewer);
		return json(profiles.change(viewer, profile -> mergePatch.apply(profile, patch, Profile.class)), viewer);
	}

	/** Leaves the community; or an admin removes a member. */
	@DeleteMapping("/{handle}")
	@Allow(value = Role.MEMBER, account = true)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String handle, @RequestBody Optional<Goodbye> goodbye, Viewer viewer) {
		var member = members.get(Viewers.own(handle, viewer));
		if (viewer.is(member.id())) {
			departure.leave(viewer, goodbye.map(Goodbye::password).orElse(null));
		}
		else if (viewer.role().atLeast(Role.ADMIN)) {
			departure.remove(viewer, member.handle());
		}
		else {
			throw Problem.forbidden("not-yours");
		}
	}

	/** Takes a JPEG or PNG of up to 10 MB as one's picture. */
	@PutMapping(path = "/me/picture", consumes = { "image/jpeg", "image/png" })
	UserJson picture(HttpServletRequest request, Viewer viewer) throws IOException {
		pictures.change(viewer, request.getInputStream());
		return json(members.get(viewer.handle()), viewer);
	}

	@DeleteMapping("/me/picture")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removePicture(Viewer viewer) {
		pictures.remove(viewer);
	}

	private Member requireOwn(String handle, Viewer viewer) {
		var member = members.get(Viewers.own(handle, viewer));
		if (!viewer.is(member.id())) {
			throw Problem.forbidden("not-yours");
		}
		return member;
	}

	private UserJson json(Member member, Viewer viewer) {
		var own = viewer.is(member.id());
		return UserJson.of(member, own,
				viewer.isMember() && !own ? Boolean.valueOf(following.follows(viewer, member.id())) : null);
	}
}
