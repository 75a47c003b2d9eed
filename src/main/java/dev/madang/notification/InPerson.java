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

	/** Something waits for whoever moderates the whole, blocks or not; who reported it is told in the queue. */
	List<Long> filed(Activity activity) {
		var reporter = activity.actorId();
		if (reporter == null) {
			return List.of();
		}
		var circle = new Circle();
		jdbc.sql("""
				select id from member where role in ('moderator', 'admin') and withdrawn_at is null and id <> :reporter
				""").param("reporter", reporter).query(Long.class).list().forEach(id -> circle.add(id, Kind.FILED));
		var unnamed = new Event(QUEUE, null, Event.NOBODY, activity.at());
		return inbox.join(recipients.of(circle, unnamed, Event.NOBODY, Audience.EVERYBODY),
				new Event(QUEUE, null, reporter, activity.at()));
	}

	/**
	 * The reporter learns that it was decided and how, the reported what was done, if anything was, and not who asked for it.
	 * Each report of one thing has its row in the log, all of one transaction: the reported is told once.
	 */
	List<Long> decided(Activity activity) {
		var detail = mapper.readTree(activity.detail());
		var target = detail.path("target").asString("");
		if (!target.matches("[a-z-]+:\\d{1,18}")) {
			return List.of();
		}
		var subject = new Subject(target.substring(0, target.indexOf(':')),
				Long.parseLong(target.substring(target.indexOf(':') + 1)));
		var circle = new Circle();
		var reporter = detail.path("reporter").asLong(Event.NOBODY);
		if (!Long.valueOf(reporter).equals(activity.actorId())) {
			circle.add(reporter, Kind.REPORT, detail.path("status").asString(""));
		}
		var action = detail.path("action").asString("");
		var reported = detail.path("reported").asLong(Event.NOBODY);
		if (action.matches("hide|warn|silence|suspend") && !isWarned(reported, subject, activity)) {
			circle.add(reported, Kind.WARNED, action);
		}
		return tell(circle, subject, activity);
	}

	private boolean isWarned(long memberId, Subject subject, Activity activity) {
		return jdbc.sql("""
				select exists (
				  select 1 from notification
				  where member_id = :member and kind = 'warned' and subject_kind = :kind and subject_id = :subject
				    and created_at = :at::timestamptz)
				""").param("member", memberId).param("kind", subject.kind()).param("subject", subject.id())
				.param("at", activity.at().toString()).query(Boolean.class).single();
	}

	private List<Long> tell(Circle circle, Subject subject, Activity activity) {
		var event = new Event(subject, null, Event.NOBODY, activity.at());
		return inbox.tell(recipients.of(circle, event, Event.NOBODY, Audience.EVERYBODY), event);
	}
}
