package dev.madang.mail;

import dev.madang.activity.ActivityLog;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SiteUrl;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue without what delivers it, so that a test does, by a transport of its own. */
@MadangTest
abstract class QueuedEmails {

	@Autowired
	dev.madang.community.Community settings;

	@Autowired
	MailDelivery running;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SiteUrl site;

	@Autowired
	ClusterSignals signals;

	@Autowired
	ActivityLog log;

	@Autowired
	TransactionTemplate transaction;

	@BeforeEach
	void emailsWait() {
		running.stop();
		jdbc.sql("delete from mail").update();
	}

	@AfterEach
	void emailsGo() {
		jdbc.sql("delete from mail").update();
		running.start();
	}

	MailDelivery delivery(MailTransport transport) {
		return new MailDelivery(jdbc, transport, site, settings, signals, log, transaction);
	}

	void queue(String address) {
		jdbc.sql("insert into mail (recipient, sender, subject, body, html) values (:to, '마당', '제목', '본문', '<p>본문</p>')")
				.param("to", address).update();
	}
}
