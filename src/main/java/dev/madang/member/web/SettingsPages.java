package dev.madang.member.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Members;
import dev.madang.member.Pictures;
import dev.madang.member.Profile;
import dev.madang.member.Profiles;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Where members say who they are. */
@Controller
@RequestMapping("/settings")
@Allow(Role.MEMBER)
class SettingsPages {

	private final Members members;

	private final Profiles profiles;

	private final Pictures pictures;

	SettingsPages(Members members, Profiles profiles, Pictures pictures) {
		this.members = members;
		this.profiles = profiles;
		this.pictures = pictures;
	}

	@GetMapping
	ModelAndView profile(Page page, @RequestParam(defaultValue = "false") boolean saved) {
		return view(page, Profile.of(members.get(page.viewer().handle())), saved, null);
	}

	@PostMapping
	ModelAndView save(Page page, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String bio,
			@RequestParam(defaultValue = "") String link1, @RequestParam(defaultValue = "") String link2,
			@RequestParam(defaultValue = "ko") String locale, @RequestParam(required = false) @Nullable Integer age,
			@RequestParam(defaultValue = "") String phone, HttpServletResponse response) {
		var links = Stream.of(link1.strip(), link2.strip()).filter(link -> !link.isEmpty()).toList();
		var profile = new Profile(name, bio.replace("\r\n", "\n"), links, locale, age, phone.isBlank() ? null : phone,
				null);
		try {
			profiles.change(page.viewer(), profile::or);
			return new ModelAndView("redirect:/settings?saved=true");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, profile, false, problem);
		}
	}

	@PostMapping("/picture")
	ModelAndView picture(Page page, @RequestParam(required = false) @Nullable MultipartFile picture,
			@RequestParam(defaultValue = "false") boolean remove, HttpServletResponse response) throws IOException {
		try {
			if (remove) {
				pictures.remove(page.viewer());
			}
			else {
				try (var file = picture == null ? InputStream.nullInputStream() : picture.getInputStream()) {
					pictures.change(page.viewer(), file);
				}
			}
			return new ModelAndView("redirect:/settings?saved=true");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, Profile.of(members.get(page.viewer().handle())), false, problem);
		}
	}

	private ModelAndView view(Page page, Profile profile, boolean saved, @Nullable Problem problem) {
		var links = profile.links() == null ? List.<String>of() : profile.links();
		var view = page.view("member/settings", "profile", profile, "member", members.get(page.viewer().handle()), "link1",
				links.isEmpty() ? "" : links.getFirst(), "link2", links.size() < 2 ? "" : links.get(1), "saved", saved);
		return problem == null ? view : view.addObject("problem", problem);
	}
}
