package dev.madang.chat;

import java.util.List;

import dev.madang.chat.MessageInsert.Draft;
import dev.madang.chat.MessageInsert.Stored;
import dev.madang.content.ContentLife.Step;
import dev.madang.media.Media;
import dev.madang.moderation.Screening;
import dev.madang.platform.Batches;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores new messages: plain ones together with those that come at the same time, others alone. */
@Component
class MessageStore {

	private final MessageInsert insert;

	private final Batches<Draft, Stored> batches;

	private final Media media;

	private final Screening screening;

	private final MessageRules rules;

	MessageStore(MessageInsert insert, Media media, Screening screening, MessageRules rules) {
		this.insert = insert;
		batches = new Batches<>(drafts -> insert.store(drafts, false));
		this.media = media;
		this.screening = screening;
		this.rules = rules;
	}

	/** @throws Problem where it may not be said */
	Stored store(Viewer viewer, long room, MessageForm form, List<Long> mentioned) {
		var draft = new Draft(viewer, room, form, mentioned, Step.LISTED);
		return batches.store(draft).orElseGet(() -> alone(draft));
	}

	private Stored alone(Draft draft) {
		var stored = insert.store(List.of(draft), true).get(0);
		if (stored == null) {
			throw rules.objection(draft.viewer(), draft.room());
		}
		return stored;
	}

	/**
	 * With what a message may bring besides: pictures, a count of what a newcomer writes, and, where everybody may enter, a case for
	 * moderators. What is said among those who chose each other is looked at only when one of them reports it.
	 *
	 * @throws Problem where it may not be said: then it is not counted either
	 */
	@Transactional
	public Stored storeWithMore(Viewer viewer, Room room, MessageForm form, List<Long> mentioned) {
		var verdict = screening.check(viewer, "message", Texts.orEmpty(form.body()), "body");
		var held = room.isOpen() && verdict.holdsForReview();
		var stored = alone(new Draft(viewer, room.id(), form, mentioned, held ? Step.HELD : Step.LISTED));
		var subject = new Subject("message", stored.id());
		media.attach(viewer, subject, form.mediaIds() == null ? List.of() : form.mediaIds(), "mediaIds");
		if (held) {
			screening.holdForReview(viewer, subject, verdict.why());
		}
		return stored;
	}
}
