package dev.madang.chat;

import java.time.Duration;

import dev.madang.moderation.Screening;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** How many rooms somebody begins in a while, and what everybody may read of them. */
@Component
class RoomRules {

	private final Limits limits;

	private final Screening screening;

	private final Cards cards;

	RoomRules(Limits limits, Screening screening, Cards cards) {
		this.limits = limits;
		this.screening = screening;
		this.cards = cards;
	}

	/** @throws Problem 429 for whoever begins too many */
	void begins(Viewer viewer) {
		limits.take("room", String.valueOf(viewer.id()), 30, Duration.ofHours(1));
		screening.check(viewer, "room", "", "name");
	}

	/** @throws Problem 422 for a name or a description that must be looked at before everybody reads it */
	void requireFine(Viewer viewer, RoomForm form) {
		if ("open".equals(form.kind())
				&& screening.recheck(viewer, form.name() + "\n" + form.description(), "name").holdsForReview()) {
			throw Problem.invalid("name", "watched-word");
		}
	}

	/** @throws Problem 422 for what is not there, or is not shown as a card */
	Subject requireCard(Viewer viewer, String about) {
		return cards.require(viewer, about);
	}
}
