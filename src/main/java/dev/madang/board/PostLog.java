package dev.madang.board;

import java.util.List;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** What the log tells of posts. */
@Component
class PostLog {

	private static final ContentLife LIFE = new ContentLife(Action.PUBLISHED, Action.HIDDEN);

	private final ActivityLog log;

	PostLog(ActivityLog log) {
		this.log = log;
	}

	void begun(Viewer viewer, long id, Step step) {
		append(viewer, id, LIFE.begun(step.state()), Map.of());
	}

	/** @param wasListed whether it was listed at any time before */
	void changed(Viewer viewer, Post post, Step step, boolean wasListed) {
		append(viewer, post.id(), LIFE.changed(post.step(), step, wasListed), Map.of());
	}

	/** A draft that is published is told as new, and not that it was edited. */
	void edited(Viewer viewer, Post post, Step step, Map<String, ?> detail) {
		var wasDraft = post.state() == ContentState.DRAFT;
		var changed = LIFE.changed(post.step(), step, !wasDraft);
		if (wasDraft && !changed.isEmpty()) {
			append(viewer, post.id(), changed, detail);
		}
		else {
			append(viewer, post.id(), List.of(Action.EDITED), detail);
			append(viewer, post.id(), changed, Map.of());
		}
	}

	void discarded(Viewer viewer, long id) {
		append(viewer, id, List.of(Action.DRAFT_DISCARDED), Map.of());
	}

	private void append(Viewer viewer, long id, List<Action> actions, Map<String, ?> detail) {
		actions.forEach(action -> log.append(viewer, action, new Subject("post", id), detail));
	}
}
