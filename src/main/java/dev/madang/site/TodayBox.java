package dev.madang.site;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.page.Box;
import dev.madang.page.Figure;
import dev.madang.page.Page;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The box that says what happened today. */
@Component
@Order(3)
class TodayBox implements Box.Source {

	private final LoadingCache<String, Map<String, Integer>> today;

	private final Figures figures;

	TodayBox(DayCounts counts, Figures figures) {
		this.figures = figures;
		this.today = Caffeine.newBuilder().refreshAfterWrite(Duration.ofSeconds(10)).expireAfterWrite(Duration.ofMinutes(1))
				.build(all -> counts.today());
	}

	@Override
	public List<Box> boxes(Page page) {
		var counts = today.get("");
		var summaries = figures.all().stream().filter(Figure::isNews).map(Figure::verb).filter(counts::containsKey)
				.map(verb -> new Box.Link("", page.t("today." + verb), page.number(counts.getOrDefault(verb, 0)))).toList();
		return List.of(new Box(page.t("box.today"), "figures", summaries));
	}
}
