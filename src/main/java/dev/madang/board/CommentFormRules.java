package dev.madang.board;

import java.time.Duration;

import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a comment may say, and how many somebody may write in a while. */
@Component
class CommentFormRules {

	private final Limits limits;

	private final Markdown markdown;

	CommentFormRules(Limits limits, Markdown markdown) {
		this.limits = limits;
		this.markdown = markdown;
	}

	/** @throws Problem 422, 403 for whoever is silenced, 429 */
	String added(Viewer viewer, @Nullable String body) {
		checkLength(body);
		viewer.requireNotSilenced();
		limits.take("comment", String.valueOf(viewer.id()), 60, Duration.ofMinutes(10));
		return renderable(String.valueOf(body));
	}

	/** @throws Problem 422; what stays as it was is rendered already */
	String edited(@Nullable String body, String before) {
		checkLength(body);
		return before.equals(body) ? before : renderable(String.valueOf(body));
	}

	private static void checkLength(@Nullable String body) {
		new Checks().length("body", body, 1, 20_000).done();
	}

	private String renderable(String text) {
		markdown.requireRenderable("body", text);
		return text;
	}
}
