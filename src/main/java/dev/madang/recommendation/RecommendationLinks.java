package dev.madang.recommendation;

import java.util.List;

import dev.madang.page.Links;
import org.springframework.stereotype.Component;

/** The ways to what is recommended. */
@Component
class RecommendationLinks implements Links {

	@Override
	public List<Entry> feeds() {
		return List.of(new Entry(1, "/popular", "sort.popular", false), new Entry(3, "/for-you", "for-you.title", true));
	}
}
