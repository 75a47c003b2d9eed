package dev.madang.tagging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.madang.platform.Checks;
import org.springframework.stereotype.Component;

/** Suggests tags for a text: those of an outside server where there is one and it answers, otherwise our own. */
@Component
public class TagSuggestions {

	/** As many as an outside server's answer is cut to. */
	static final int MOST = 5;

	/** @param score from 0 to 1, comparable within one answer */
	public record Suggested(String name, double score) {
	}

	/** @param source analyze, chat, or own */
	public record Suggestions(List<Suggested> tags, String source) {

		public List<String> names() {
			return tags.stream().map(Suggested::name).toList();
		}
	}

	private final Optional<TagSource> outside;

	private final OwnTags own;

	TagSuggestions(Optional<TagSource> outside, OwnTags own) {
		this.outside = outside;
		this.own = own;
	}

	/**
	 * Three to five tags, of a text that an outside server may read: what everybody may, or what somebody asks about.
	 *
	 * @param place words about where the text stands, such as the name of its category: they help out where it says too
	 * little
	 */
	public Suggestions of(String title, String body, List<String> place) {
		var tags = outside.map(source -> tidy(source.tags(title, body))).orElse(List.of());
		if (tags.isEmpty()) {
			return own(title, body, place);
		}
		var scored = new ArrayList<Suggested>();
		for (var tag : tags) {
			scored.add(new Suggested(tag, 1 - scored.size() / (double) (2 * MOST)));
		}
		return new Suggestions(scored, outside.orElseThrow().name());
	}

	/** The same of any text: nobody outside is asked. */
	public Suggestions own(String title, String body, List<String> place) {
		return new Suggestions(own.of(title, body, place), "own");
	}

	/** Only what can be a tag. */
	private static List<String> tidy(List<String> names) {
		var tags = new ArrayList<String>();
		for (var name : names) {
			var checks = new Checks();
			var tidied = Tags.tidy(List.of(name), checks);
			if (checks.passed() && !tags.contains(tidied.getFirst()) && tags.size() < MOST) {
				tags.addAll(tidied);
			}
		}
		return tags;
	}
}
