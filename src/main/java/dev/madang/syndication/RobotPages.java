package dev.madang.syndication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;

/** What search engines ask for first: what they should leave alone, and where everything else is. */
@Controller
@Allow(Role.ANY)
class RobotPages {

	private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

	private final Sitemap sitemap;

	private final SiteUrl site;

	RobotPages(Sitemap sitemap, SiteUrl site) {
		this.sitemap = sitemap;
		this.site = site;
	}

	@GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
	@CachedForGuests
	@ResponseBody
	String robots() {
		return """
				User-agent: *
				Disallow: /api/
				Disallow: /login
				Disallow: /signup
				Disallow: /reset-request
				Disallow: /search
				Disallow: /report
				Disallow: /settings
				Disallow: /admin
				%sSitemap: %s
				""".formatted(
				sitemap.notForRobots().stream().map("Disallow: %s\n"::formatted).collect(Collectors.joining()),
				site.of("/sitemap.xml"));
	}

	@GetMapping("/sitemap.xml")
	@CachedForGuests
	ResponseEntity<String> index() {
		var parts = sitemap.parts().stream().map(this::part).collect(Collectors.joining());
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).cacheControl(AN_HOUR).body("""
				<?xml version="1.0" encoding="UTF-8"?>
				<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
				%s%s</sitemapindex>
				""".formatted(part("places-0"), parts));
	}

	private String part(String name) {
		return "<sitemap><loc>" + site.of("/sitemap/" + name + ".xml") + "</loc></sitemap>\n";
	}

	@GetMapping("/sitemap/{kind}-{n}.xml")
	void part(@PathVariable String kind, @PathVariable long n, HttpServletResponse response) throws IOException {
		var urls = sitemap.part(kind, n);
		if (urls.isEmpty()) {
			throw Problem.notFound();
		}
		response.setContentType(MediaType.APPLICATION_XML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.setHeader("Cache-Control", AN_HOUR.getHeaderValue());
		var out = response.getWriter();
		out.write(
				"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
		for (var url : urls) {
			out.write("<url><loc>" + HtmlUtils.htmlEscape(site.of(url.path())) + "</loc>"
					+ (url.changed() == null ? "" : "<lastmod>" + url.changed() + "</lastmod>") + "</url>\n");
		}
		out.write("</urlset>\n");
	}
}
