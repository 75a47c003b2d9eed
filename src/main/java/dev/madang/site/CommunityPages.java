package dev.madang.site;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.community.Accent;
import dev.madang.community.Community;
import dev.madang.community.CommunitySettings;
import dev.madang.community.Mark;
import dev.madang.community.Setting;
import dev.madang.mail.TestEmail;
import dev.madang.member.OwnPictures;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What the community is called and how it looks: the settings for its admins, and the page about it. */
@Controller
class CommunityPages {

	private static final int MOST_BYTES = 10 << 20;

	private static final int SIDE = 256;

	private final Community community;

	private final CommunitySettings settings;

	private final OwnPictures pictures;

	private final Markdown markdown;

	private final TestEmail testEmail;

	private final Limits limits;

	CommunityPages(Community community, CommunitySettings settings, OwnPictures pictures, Markdown markdown,
			TestEmail testEmail, Limits limits) {
		this.limits = limits;
		this.community = community;
		this.settings = settings;
		this.pictures = pictures;
		this.markdown = markdown;
		this.testEmail = testEmail;
	}

	@GetMapping("/admin/community")
	@Allow(Role.ADMIN)
	ModelAndView settings(Page page, @RequestParam(defaultValue = "false") boolean saved) {
		return view(page, Map.of(), null).addObject("saved", saved);
	}

	/** A form sends some of the settings; those of others stay. */
	@PostMapping("/admin/community")
	@Allow(Role.ADMIN)
	ModelAndView save(Page page, @RequestParam Map<String, String> fields, HttpServletResponse response) {
		var sent = new EnumMap<Setting, String>(Setting.class);
		for (var setting : Setting.values()) {
			var value = fields.get(setting.field());
			if (value != null) {
				sent.put(setting, value.replace("\r\n", "\n").strip());
			}
		}
		try {
			for (var field : new Setting[]{ Setting.INTRODUCTION, Setting.RULES }) {
				if (sent.containsKey(field)) {
					markdown.requireRenderable(field.field(), sent.getOrDefault(field, ""));
				}
			}
			settings.set(page.viewer(), sent);
			return new ModelAndView("redirect:/admin/community?saved=true");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, sent, problem);
		}
	}

	@PostMapping("/admin/community/mark")
	@Allow(Role.ADMIN)
	ModelAndView mark(Page page, @RequestParam(required = false) @Nullable MultipartFile picture, HttpServletResponse response)
			throws IOException {
		try {
			if (picture == null || picture.isEmpty()) {
				throw Problem.invalid("picture", "no-file");
			}
			try (var file = picture.getInputStream()) {
				settings.setMark(page.viewer(), pictures.process(page.viewer(), file, MOST_BYTES, SIDE));
			}
			return new ModelAndView("redirect:/admin/community?saved=true");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, Map.of(), problem);
		}
	}

	@PostMapping("/admin/community/test-email")
	@Allow(Role.ADMIN)
	ModelAndView test(Page page, @RequestParam(defaultValue = "") String to) {
		limits.take("test-email", String.valueOf(page.viewer().id()), 10, Duration.ofHours(1));
		return view(page, Map.of(), null).addObject("tested", testEmail.send(to, Locale.forLanguageTag(page.language())));
	}

	private ModelAndView view(Page page, Map<Setting, String> sent, @Nullable Problem problem) {
		var values = new EnumMap<Setting, String>(Setting.class);
		for (var setting : Setting.values()) {
			values.put(setting, setting == Setting.MAIL_PASSWORD ? "" : sent.getOrDefault(setting, community.get(setting)));
		}
		var view = page.view("site/community", "values", values, "marks", Mark.values(), "accents", Accent.values());
		return problem == null ? view : view.addObject("problem", problem);
	}

	@GetMapping("/about")
	@Allow(Role.ANY)
	@CachedForGuests
	ModelAndView about(Page page) {
		return page.view("site/about", "introduction", markdown.toHtml(community.get(Setting.INTRODUCTION)), "rules",
				markdown.toHtml(community.get(Setting.RULES)));
	}

	/** The mark's address is its content's hash, so it never changes. */
	@GetMapping("/community/{hash}.jpg")
	@Allow(Role.ANY)
	ResponseEntity<byte[]> picture(@PathVariable String hash) {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
				.contentType(MediaType.IMAGE_JPEG).body(community.picture(hash).orElseThrow(Problem::notFound));
	}
}
