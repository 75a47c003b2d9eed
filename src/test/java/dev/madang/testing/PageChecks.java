package dev.madang.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;

/** What is asked of every page that is shown: nothing that axe finds, nothing wider than the smallest screen. */
public final class PageChecks {

	private static final String VIOLATIONS = """
			async () => {
			  const found = await axe.run(document, { resultTypes: ['violations'] });
			  return found.violations.flatMap(each => each.nodes.slice(0, 3).map(node => `axe ${each.id}: ${node.html.slice(0, 160)}`));
			}""";

	private PageChecks() {
	}

	/** What is wrong with it. */
	public static List<String> wrong(Page page) throws IOException {
		page.evaluate(axe());
		var found = new ArrayList<String>();
		((List<?>) page.evaluate(VIOLATIONS)).forEach(each -> found.add(String.valueOf(each)));
		var size = page.viewportSize();
		page.setViewportSize(320, 640);
		var width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
		if (width > 320) {
			found.add("at 320 px it is " + width + " wide");
		}
		page.setViewportSize(size.width, size.height);
		return found;
	}

	private static String axe() throws IOException {
		try (var script = PageChecks.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}
}
