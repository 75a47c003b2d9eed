package dev.madang.tagging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.language.Folding;
import dev.madang.language.Language;
import dev.madang.platform.VisibleText;
import dev.madang.tagging.TagSuggestions.Suggested;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tags from the text itself: its key phrases, weighed by whether the community uses them as tags already, and tags that go
 * together with those. Two statements.
 */
@Component
class OwnTags {

	private static final int LEAST = 3;

	/** What a text is about stands in its beginning; the rest would only cost time. */
	private static final int READ = 6_000;

	/** With code, links and pictures in between. */
	private static final int MOST_MARKDOWN = 20_000;

	private static final int MOST_PHRASES = 120;

	/** How much a phrase gains that is a tag already, for each power of e of posts that have it. */
	private static final double PER_USE = 0.35;

	/** A tag that only goes together with those of the text weighs less than they do. */
	private static final double TOGETHER = 0.5;

	private record Known(long id, String name, int postCount) {
	}

	private final JdbcClient jdbc;

	private final Language language;

	private final TagCompany company;

	OwnTags(JdbcClient jdbc, Language language, TagCompany company) {
		this.jdbc = jdbc;
		this.language = language;
		this.company = company;
	}

	List<Suggested> of(String title, String body, List<String> place) {
		var prose = VisibleText.prose(body.length() > MOST_MARKDOWN ? body.substring(0, MOST_MARKDOWN) : body);
		var text = Folding.composed(prose.length() > READ ? prose.substring(0, READ) : prose);
		var phrases = new KeyPhrases(language.korean()).add(Folding.composed(title), KeyPhrases.TITLE).add(text, 1).scored();
		var scores = new LinkedHashMap<String, Double>();
		phrases.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).limit(MOST_PHRASES)
				.forEach(phrase -> scores.put(phrase.getKey(), phrase.getValue()));
		var known = known(scores.keySet().toArray(String[]::new));
		known.forEach(tag -> scores.computeIfPresent(tag.name(),
				(name, score) -> score * (1.5 + PER_USE * Math.log1p(tag.postCount()))));
		beside(known, scores);
		if (scores.size() < LEAST) {
			new KeyPhrases(language.korean()).add(Folding.composed(String.join(" ", place)), 0.1).scored()
					.forEach(scores::putIfAbsent);
		}
		if (scores.size() < LEAST) {
			company.popular(LEAST).forEach(name -> scores.putIfAbsent(name, 0.05));
		}
		return best(scores);
	}

	private List<Known> known(String[] names) {
		return jdbc.sql("select id, name, post_count from tag where name = any(:names) and post_count > 0")
				.param("names", names).query(Known.class).list();
	}

	/** Tags on the latest posts of the text's tags. */
	private void beside(List<Known> known, Map<String, Double> scores) {
		if (known.isEmpty()) {
			return;
		}
		var strongest = known.stream().max(Comparator.comparingDouble(tag -> scores.getOrDefault(tag.name(), 0.0)))
				.orElseThrow();
		var score = scores.getOrDefault(strongest.name(), 0.0);
		for (var beside : company.of(known.stream().map(Known::id).toList())) {
			scores.merge(beside.name(), TOGETHER * score * beside.share(), (a, b) -> a + b);
		}
	}

	private static List<Suggested> best(Map<String, Double> scores) {
		var ordered = scores.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).toList();
		var best = new ArrayList<Suggested>();
		var most = ordered.isEmpty() ? 1 : ordered.getFirst().getValue();
		for (var entry : ordered) {
			var isPartOfAnother = best.stream().anyMatch(other -> other.name().contains(entry.getKey())
					|| entry.getKey().contains(other.name()));
			if (best.size() < TagSuggestions.MOST && (!isPartOfAnother || ordered.size() <= LEAST)) {
				best.add(new Suggested(entry.getKey(), Math.round(entry.getValue() / most * 1000) / 1000.0));
			}
		}
		for (var entry : ordered) {
			if (best.size() < LEAST && best.stream().noneMatch(other -> other.name().equals(entry.getKey()))) {
				best.add(new Suggested(entry.getKey(), Math.round(entry.getValue() / most * 1000) / 1000.0));
			}
		}
		return best;
	}

}
