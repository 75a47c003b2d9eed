package dev.madang.board;

import dev.madang.content.ContentState;
import dev.madang.moderation.Screening;
import dev.madang.moderation.Screening.Verdict;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** What of a post is looked at before others see it. */
@Component
class PostScreening {

	private final Screening screening;

	PostScreening(Screening screening) {
		this.screening = screening;
	}

	/** A draft is looked at when it is published. */
	Verdict ofNew(Viewer viewer, PostForm form) {
		return "draft".equals(form.status()) ? Verdict.FINE : screening.check(viewer, "post", form.readable(), "body");
	}

	/** Whether one that is to be published would have to be looked at; it counts for nothing yet. */
	boolean holdsForReview(Viewer viewer, PostForm form) {
		return screening.recheck(viewer, form.readable(), "body").holdsForReview();
	}

	Verdict ofChange(Viewer viewer, Post before, PostForm after, boolean textChanged) {
		if (!"published".equals(after.status())) {
			return Verdict.FINE;
		}
		if (before.state() == ContentState.DRAFT) {
			return screening.check(viewer, "post", after.readable(), "body");
		}
		return textChanged ? screening.recheck(viewer, after.readable(), "body") : Verdict.FINE;
	}

	/** Hands over what was stored hidden; nothing happens to what nothing was found in. */
	void holdForReview(Viewer viewer, long id, Verdict verdict) {
		if (verdict.holdsForReview()) {
			screening.holdForReview(viewer, new Subject("post", id), verdict.why());
		}
	}
}
