package dev.madang.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.madang.site.Demonstration;
import dev.madang.testing.Chromium;
import dev.madang.testing.ChromiumTest;
import dev.madang.testing.Community;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of all components is in the demonstration only, and as good as the pages that it stands for. */
@ChromiumTest
class DesignTest {

	/** Each part is there in two themes, so that two of them are called the same. */
	private static final String VIOLATIONS = """
			async () => {
			  const found = await axe.run(document, { resultTypes: ['violations'], rules: { 'landmark-unique': { enabled: false } } });
			  return found.violations.flatMap(each => each.nodes.slice(0, 3).map(node => `axe ${each.id}: ${node.html.slice(0, 160)}`));
			}""";

	@Autowired
	Community community;

	@Autowired
	Chromium chromium;

	@Autowired
	Demonstration demonstration;

	@Test
	void onlyTheDemonstrationShowsTheComponents() throws IOException {
		var member = community.aMember();
		assertThat(community.anybody().header("Accept", "text/html").get("!/design").status()).isEqualTo(404);
		demonstration.seed();
		assertThat(community.anybody().header("Accept", "text/html").get("!/design").status()).isEqualTo(200);
		for (var language : List.of("ko", "en")) {
			for (var width : new int[]{ 390, 1280 }) {
				for (var session : List.of("", community.aSession(member))) {
					look(language, width, session);
				}
			}
		}
	}

	private void look(String language, int width, String session) throws IOException {
		try (var page = chromium.page(width, true)) {
			page.context().addCookies(List.of(new Cookie("lang", language).setUrl(chromium.url())));
			if (!session.isEmpty()) {
				chromium.enter(page, session);
			}
			page.navigate("/design");
			assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
			assertThat(background(page, ".half.light")).isNotEqualTo(background(page, ".half.dark"));
			try (var axe = DesignTest.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
				page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
			}
			assertThat((List<?>) page.evaluate(VIOLATIONS)).as(language + " " + width).isEmpty();
		}
	}

	private static Object background(Page page, String half) {
		return page.evaluate("half => getComputedStyle(document.querySelector(half)).backgroundColor", half);
	}
}
