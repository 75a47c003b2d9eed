package dev.madang.chat;

import java.util.List;
import java.util.Objects;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A room as somebody makes it.
 *
 * @param kind direct, group or open
 * @param name of a group or an open room, at most 60 characters
 * @param description of it, at most 1,000 characters
 * @param members handles: the other of a direct room, or who is brought into a group
 * @param about what a direct room begins with, such as product:12
 * @param slowSeconds the least time between two messages of one member, at most an hour
 */
public record RoomForm(@Nullable String kind, @Nullable String name, @Nullable String description,
		@Nullable List<@Nullable String> members, @Nullable String about, @Nullable Integer slowSeconds) {

	static final int MOST_INVITED = 100;

	public static RoomForm direct(String handle, @Nullable String about) {
		return new RoomForm("direct", null, null, List.of(handle), about, null);
	}

	/** @throws dev.madang.platform.Problem 422 for what is wrong with it */
	RoomForm tidy() {
		var handles = members == null ? List.<@Nullable String>of() : members;
		var direct = "direct".equals(kind);
		var tidyName = Texts.tidy(Texts.orEmpty(name));
		var tidyDescription = Texts.tidy(Texts.orEmpty(description));
		var checks = new Checks().that(RoomKind.isKnown(kind), "kind", "unknown-room-kind")
				.that(handles.stream().noneMatch(Objects::isNull), "members", "missing")
				.that(handles.size() <= MOST_INVITED, "members", "too-many", MOST_INVITED)
				.that(!direct || handles.size() == 1, "members", "one-other");
		if (!direct) {
			checks.line("name", tidyName, 1, 60).length("description", tidyDescription, 0, 1000)
					.that(slowSeconds == null || slowSeconds >= 0 && slowSeconds <= 3600, "slowSeconds", "too-slow-mode");
		}
		checks.done();
		return new RoomForm(kind, direct ? "" : tidyName, direct ? "" : tidyDescription, handles, about,
				direct || slowSeconds == null ? 0 : slowSeconds);
	}
}
