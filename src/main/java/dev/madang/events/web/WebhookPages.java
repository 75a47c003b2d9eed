package dev.madang.events.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.events.WebhookDeliveries;
import dev.madang.events.Topics;
import dev.madang.events.Webhooks;
import dev.madang.events.Webhooks.Form;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages on which admins keep webhooks, see what was sent to them and send it again. */
@Controller
@RequestMapping("/admin/webhooks")
@Allow(Role.ADMIN)
class WebhookPages {

	private final Webhooks webhooks;

	private final WebhookDeliveries deliveries;

	private final Topics topics;

	WebhookPages(Webhooks webhooks, WebhookDeliveries deliveries, Topics topics) {
		this.webhooks = webhooks;
		this.deliveries = deliveries;
		this.topics = topics;
	}

	@GetMapping
	ModelAndView all(Page page) {
		return view(page, new Form("", List.of(), ""));
	}

	@PostMapping
	ModelAndView create(Page page, @RequestParam(defaultValue = "") String url,
			@RequestParam(defaultValue = "") List<String> topic, @RequestParam(defaultValue = "") String secret,
			HttpServletResponse response) {
		var form = new Form(url.strip(), topic.stream().filter(each -> !each.isBlank()).toList(), secret.strip());
		try {
			var made = webhooks.create(page.viewer(), form);
			return new ModelAndView("redirect:/admin/webhooks/" + made.id() + "?made=true");
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, form).addObject("problem", problem);
		}
	}

	private ModelAndView view(Page page, Form form) {
		return page.view("events/webhooks", "webhooks", webhooks.all(), "topics", topics.all(), "form", form);
	}

	@GetMapping("/{id}")
	ModelAndView one(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(defaultValue = "false") boolean sent, @RequestParam(defaultValue = "false") boolean made) {
		var webhook = webhooks.get(id);
		var slice = deliveries.of(webhook, Paging.of(50, cursor, null));
		return page.view("events/webhook", "webhook", webhook, "deliveries", slice.items(), "more",
				slice.nextCursor() == null ? "" : "/admin/webhooks/" + id + "?cursor=" + slice.nextCursor(), "sent", sent,
				"secret",
				made ? webhooks.secretOfNew(id).orElse("") : "");
	}

	@PostMapping("/{id}/test")
	String test(Page page, @PathVariable long id) {
		webhooks.test(page.viewer(), id);
		return "redirect:/admin/webhooks/" + id + "?sent=true";
	}

	@PostMapping("/{id}/remove")
	String remove(Page page, @PathVariable long id) {
		webhooks.remove(page.viewer(), id);
		return "redirect:/admin/webhooks";
	}

	@PostMapping("/{id}/deliveries/{number}/retry")
	String retry(@PathVariable long id, @PathVariable long number) {
		deliveries.retry(id, number);
		return "redirect:/admin/webhooks/" + id + "?sent=true";
	}
}
