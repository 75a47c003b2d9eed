package dev.madang.notification;

import java.util.List;

import dev.madang.activity.Activity;
import dev.madang.platform.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the community itself says to somebody: welcome, and what became of a report. Who decided is nobody's business. */
@Component
class InPerson {

	/** What stands for all reports that wait. */
	private static final Subject QUEUE = new Subject("report", 0);

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final Inbox inbox;

	private final JsonMapper mapper;

	InPerson(JdbcClient jdbc, Recipients recipients, Inbox inbox, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.inbox = inbox;
		this.mapper = mapper;
	}

	List<Long> joined(Activity activity, long id) {
		return tell(new Circle().add(id, Kind.WELCOME), new Subject("member", id), activity);
	}

	/** Something waits for whoever moderates the whole; who reported it is told in the queue. */
	List<Long> filed(Activity activity) {
		var circle = new Circle();
		jdbc.sql("select id from member where role in ('moderator', 'admin') and withdrawn_at is null").query(Long.class)
				.list().forEach(id -> circle.add(id, Kind.FILED));
		var reporter = activity.actorId();
		var event = new Event(QUEUE, null, reporter == null ? Event.NOBODY : reporter, activity.at());
		return reporter == null ? List.of() : inbox.join(recipients.of(circle, event, Event.NOBODY, Audience.EVERYBODY), event);
	}

	/** The reporter learns that it was decided and how; the reported what was done, if anything was, and not who asked for it. */
	List<Long> decided(Activity activity) {
		var detail = mapper.readTree(activity.detail());
		var target = detail.path("target").asString("");
		if (!target.matches("[a-z-]+:\\d{1,18}")) {
			return List.of();
		}
		var subject = new Subject(target.substring(0, target.indexOf(':')),
				Long.parseLong(target.substring(target.indexOf(':') + 1)));
		var action = detail.path("action").asString("");
		var circle = new Circle().add(detail.path("reporter").asLong(0), Kind.REPORT, detail.path("status").asString(""));
		if (action.matches("hide|warn|silence|suspend")) {
			circle.add(detail.path("reported").asLong(0), Kind.WARNED, action);
		}
		return tell(circle, subject, activity);
	}

	private List<Long> tell(Circle circle, Subject subject, Activity activity) {
		var event = new Event(subject, null, Event.NOBODY, activity.at());
		return inbox.tell(recipients.of(circle, event, Event.NOBODY, Audience.EVERYBODY), event);
	}
}
