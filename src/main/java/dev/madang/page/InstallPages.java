package dev.madang.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** What a device needs to keep the community among its programs, and what a browser may fetch ahead. */
@Controller
@Allow(Role.ANY)
class InstallPages {

	private static final CacheControl A_WHILE = CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic();

	private final Icons icons;

	private final JsonMapper json;

	InstallPages(Icons icons, JsonMapper json) {
		this.icons = icons;
		this.json = json;
	}

	@GetMapping("/manifest.webmanifest")
	ResponseEntity<byte[]> manifest(Page page) {
		var manifest = new LinkedHashMap<String, Object>();
		manifest.put("id", "/");
		manifest.put("name", page.name());
		manifest.put("short_name", page.name());
		manifest.put("lang", page.language());
		manifest.put("start_url", "/");
		manifest.put("scope", "/");
		manifest.put("display", "standalone");
		manifest.put("background_color", "#fafaf7");
		manifest.put("theme_color", "#fafaf7");
		manifest.put("icons", List.of(icon("192", "192x192", "any"), icon("512", "512x512", "any"),
				icon("maskable", "512x512", "maskable")));
		manifest.put("shortcuts", List.of(Map.of("name", page.t("nav.write"), "url", "/write"),
				Map.of("name", page.t("search.title"), "url", "/search"),
				Map.of("name", page.t("nav.boards"), "url", "/boards")));
		manifest.put("share_target", Map.of("action", "/write", "method", "GET", "params",
				Map.of("title", "title", "text", "text", "url", "url")));
		return ResponseEntity.ok().contentType(MediaType.valueOf("application/manifest+json"))
				.cacheControl(CacheControl.noCache()).varyBy("Cookie", "Accept-Language")
				.body(json.writeValueAsBytes(manifest));
	}

	private static Map<String, String> icon(String name, String sizes, String purpose) {
		return Map.of("src", "/icons/" + name + ".png", "sizes", sizes, "type", "image/png", "purpose", purpose);
	}

	@GetMapping("/icons/{name}.png")
	ResponseEntity<byte[]> icon(@PathVariable String name) {
		if (!icons.has(name)) {
			throw Problem.notFound();
		}
		return png(name);
	}

	/** Where devices look that do not read what the page says. */
	@GetMapping("/apple-touch-icon.png")
	ResponseEntity<byte[]> touchIcon() {
		return png("180");
	}

	@GetMapping("/favicon.ico")
	ResponseEntity<byte[]> favicon() {
		return ResponseEntity.ok().contentType(MediaType.valueOf("image/x-icon")).cacheControl(A_WHILE).body(icons.ico());
	}

	private ResponseEntity<byte[]> png(String name) {
		return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).cacheControl(A_WHILE).body(icons.png(name));
	}

	/** The one page that a device keeps: nothing in it is of its reader but language and theme. */
	@GetMapping("/offline")
	ModelAndView offline(Page page) {
		return page.view("page/offline");
	}

	/** Asked for anew whenever the browser looks whether there is another. */
	@GetMapping("/worker.js")
	ResponseEntity<Resource> worker() {
		return ResponseEntity.ok().contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
				.cacheControl(CacheControl.noCache()).body(new ClassPathResource("worker.js"));
	}

	@GetMapping("/prefetch.json")
	ResponseEntity<Resource> prefetch() {
		return ResponseEntity.ok().contentType(MediaType.valueOf("application/speculationrules+json")).cacheControl(A_WHILE)
				.body(new ClassPathResource("prefetch.json"));
	}
}
