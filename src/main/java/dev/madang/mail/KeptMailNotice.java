package dev.madang.mail;

import java.util.Optional;

import dev.madang.page.AdminNotice;
import dev.madang.page.Box;
import dev.madang.page.Page;
import org.springframework.stereotype.Component;

/** Tells the admin that no email reaches anybody, where no mail server is set. */
@Component
class KeptMailNotice implements AdminNotice {

	private final MailTransport transport;

	KeptMailNotice(MailTransport transport) {
		this.transport = transport;
	}

	@Override
	public Optional<Box.Link> notice(Page page) {
		return transport.reachesPeople()
				? Optional.empty()
				: Optional.of(new Box.Link("/admin/mail", page.t("admin.mail-kept"), page.t("admin.mail-view")));
	}
}
