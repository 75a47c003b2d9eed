package dev.madang.events.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.events.AuditLog;
import dev.madang.events.AuditQuery;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which admins look through the log. */
@Controller
@Allow(Role.ADMIN)
class LogPages {

	private final AuditLog log;

	LogPages(AuditLog log) {
		this.log = log;
	}

	@GetMapping("/admin/log")
	ModelAndView log(Page page, @RequestParam(defaultValue = "") String actor, @RequestParam(defaultValue = "") String verb,
			@RequestParam(defaultValue = "") String subject, @RequestParam(defaultValue = "") String from,
			@RequestParam(defaultValue = "") String to, @RequestParam(required = false) @Nullable String cursor,
			HttpServletResponse response) {
		var query = new AuditQuery(actor, verb, subject, from, to);
		try {
			var entries = log.slice(query, Paging.of(50, cursor, null));
			return page.view("events/log", "query", query, "entries", entries.items(), "more",
					entries.nextCursor() == null ? "" : address(page, query, entries.nextCursor()));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("events/log", "query", query, "entries", List.of(),
					"more", "", "problem", problem);
		}
	}

	private static String address(Page page, AuditQuery query, String cursor) {
		var parts = new LinkedHashMap<String, String>();
		parts.put("actor", query.actor());
		parts.put("verb", query.verb());
		parts.put("subject", query.subject());
		parts.put("from", query.from());
		parts.put("to", query.to());
		parts.put("cursor", cursor);
		return parts.entrySet().stream().filter(part -> !part.getValue().isEmpty())
				.map(part -> part.getKey() + "=" + page.encode(part.getValue()))
				.collect(Collectors.joining("&", "/admin/log?", ""));
	}
}
