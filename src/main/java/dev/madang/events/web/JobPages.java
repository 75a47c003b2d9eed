package dev.madang.events.web;

import java.util.Set;

import dev.madang.activity.Lags;
import dev.madang.activity.Parked;
import dev.madang.activity.Parked.Retried;
import dev.madang.cluster.Nodes;
import dev.madang.events.DeadLetters;
import dev.madang.page.Page;
import dev.madang.platform.Role;
import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.Engines;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which admins see how the background jobs do, which are the consumers of the log, the nodes and the engines. */
@Controller
@RequestMapping("/admin/jobs")
@Allow(Role.ADMIN)
class JobPages {

	/** Those that have a name in the bundles; any other goes by its own. */
	private static final Set<String> NAMED = Set.of("day-counts", "kafka", "media", "member-emails", "moderator-acts",
			"moderator-emails", "notifications", "search", "webhooks");

	private final Lags lags;

	private final Parked parked;

	private final Engines engines;

	private final Nodes nodes;

	private final ObjectProvider<DeadLetters> deadLetters;

	JobPages(Lags lags, Parked parked, Engines engines, Nodes nodes, ObjectProvider<DeadLetters> deadLetters) {
		this.nodes = nodes;
		this.deadLetters = deadLetters;
		this.engines = engines;
		this.lags = lags;
		this.parked = parked;
	}

	@GetMapping
	ModelAndView all(Page page) {
		return view(page, null);
	}

	@PostMapping("/{name}/retry")
	ModelAndView retry(Page page, @PathVariable String name, @RequestParam(required = false) @Nullable Long id) {
		return view(page, parked.retry(page.viewer(), name, id));
	}

	private ModelAndView view(Page page, @Nullable Retried retried) {
		var view = page.view("events/jobs", "lags", lags.all(), "parked", parked.list(100), "named", NAMED,
				"hasDeadLetters", deadLetters.getIfAvailable() != null, "engines",
				engines.all().stream().map(Engine::status).toList(), "nodes", nodes.all());
		return retried == null ? view : view.addObject("retried", retried);
	}
}
