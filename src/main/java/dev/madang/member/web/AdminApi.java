package dev.madang.member.web;

import java.util.List;
import java.util.Optional;

import dev.madang.member.Members;
import dev.madang.member.Roles;
import dev.madang.member.States;
import dev.madang.platform.Problem;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Roles and states of members. */
@RestController
@RequestMapping("/api/v1/admin/users/{handle}")
@Allow(Role.MODERATOR)
@Tag(name = "Accounts")
class AdminApi {

	record NewRole(@Nullable Role role) {
	}

	private final Roles roles;

	private final States states;

	private final Members members;

	AdminApi(Roles roles, States states, Members members) {
		this.roles = roles;
		this.states = states;
		this.members = members;
	}

	@PutMapping("/role")
	@Allow(Role.ADMIN)
	UserJson role(@PathVariable String handle, @RequestBody NewRole form, Viewer viewer) {
		if (form.role() == null) {
			throw Problem.invalid("role", "missing");
		}
		return UserJson.of(roles.change(viewer, handle, form.role()), false, null);
	}

	/** What the member is and was, the latest first. */
	@GetMapping("/states")
	Slice<States.State> states(@PathVariable String handle) {
		return new Slice<>(states.of(handle), null);
	}

	/** @param state suspended, silenced or dormant */
	@PutMapping("/states/{state}")
	List<States.State> put(@PathVariable String handle, @PathVariable String state,
			@RequestBody Optional<States.Form> form, Viewer viewer) {
		states.put(viewer, handle, state, form.orElse(new States.Form(null, null)));
		return states.of(members.get(handle).handle()).stream().filter(States.State::current).toList();
	}

	@DeleteMapping("/states/{state}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String handle, @PathVariable String state, Viewer viewer) {
		states.remove(viewer, handle, state);
	}
}
