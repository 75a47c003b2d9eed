package dev.madang.tagging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.page.Box;
import dev.madang.page.Page;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The box with the tags that most posts have, looked up every ten seconds. */
@Component
@Order(2)
class PopularTags implements Box.Source {

	private final LoadingCache<String, List<Tags.Tag>> tags;

	PopularTags(Tags tags) {
		this.tags = Caffeine.newBuilder().refreshAfterWrite(Duration.ofSeconds(10)).build(all -> tags.beginningWith("", 12));
	}

	@Override
	public List<Box> boxes(Page page) {
		return List.of(new Box(page.t("box.tags"), "tags", tags.get("").stream()
				.map(tag -> new Box.Link("/?tag=" + URLEncoder.encode(tag.name(), StandardCharsets.UTF_8), tag.name(), ""))
				.toList()));
	}
}
