package dev.madang.mail.web;

import java.util.Map;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.mail.MailTransport;
import dev.madang.mail.KeptMail;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The emails that wait in the home, for an admin to hand on. Opening one is logged: it may hold a link for one person. */
@Controller
@Allow(Role.ADMIN)
class MailPages {

	private final KeptMail kept;

	private final MailTransport transport;

	private final ActivityLog log;

	private final TransactionTemplate transaction;

	MailPages(KeptMail kept, MailTransport transport, ActivityLog log, TransactionTemplate transaction) {
		this.kept = kept;
		this.transport = transport;
		this.log = log;
		this.transaction = transaction;
	}

	@GetMapping("/admin/mail")
	ModelAndView list(Page page) {
		return page.view("mail/list", "kept", kept.list(), "sends", transport.reachesPeople());
	}

	@PostMapping("/admin/mail/{name}")
	ModelAndView open(Page page, @PathVariable String name) {
		var email = kept.open(name).orElseThrow(Problem::notFound);
		transaction.executeWithoutResult(
				status -> log.append(page.viewer(), new EventType("mail", Action.OPENED), null,
						Map.of("email", email.kept().name())));
		return page.view("mail/opened", "email", email);
	}
}
