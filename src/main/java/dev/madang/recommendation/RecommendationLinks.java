package dev.madang.recommendation;

import java.util.List;

import dev.madang.page.Links;
import org.springframework.stereotype.Component;

/** The ways to what is recommended. */
@Component
class RecommendationLinks implements Links {

	@Override
	public List<Entry> entries() {
		return List.of(new Entry(1, "/popular", "popular.title", false), new Entry(4, "/for-you", "for-you.title", true));
	}
}
