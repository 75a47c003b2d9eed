package dev.madang.notification;

import java.util.List;

import dev.madang.activity.Activity;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the community itself says to somebody: welcome, and what became of a report. Who decided is nobody's business. */
@Component
class ModerationNotices {

	/** What stands for all reports that wait. */
	private static final Subject QUEUE = new Subject("report", 0);

	private static final String HIDE = "hide";

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final Inbox inbox;

	private final JsonMapper mapper;

	private final Subjects subjects;

	ModerationNotices(JdbcClient jdbc, Recipients recipients, Inbox inbox, JsonMapper mapper, Subjects subjects) {
		this.subjects = subjects;
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.inbox = inbox;
		this.mapper = mapper;
	}

	List<Long> joined(Activity activity, long id) {
		return tell(new Candidates().add(id, NotificationKind.WELCOME), new Subject("member", id), activity);
	}

	/** Something waits for whoever moderates the whole, blocks or not; who reported it is told in the queue. */
	List<Long> filed(Activity activity) {
		var reporter = activity.actorId();
		if (reporter == null) {
			return List.of();
		}
		var candidates = new Candidates();
		jdbc.sql("""
				select id from member where role in ('moderator', 'admin') and withdrawn_at is null and id <> :reporter
				""").param("reporter", reporter).query(Long.class).list()
				.forEach(id -> candidates.add(id, NotificationKind.FILED));
		var unnamed = new NotificationCause(QUEUE, null, NotificationCause.NOBODY, activity.at());
		return inbox.join(recipients.of(candidates, unnamed, NotificationCause.NOBODY, Audience.EVERYBODY),
				new NotificationCause(QUEUE, null, reporter, activity.at()));
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
		var cause = new NotificationCause(Subject.parse(target), null, NotificationCause.NOBODY, activity.at(),
				detail.has("case") ? Long.valueOf(detail.path("case").asLong()) : null);
		var candidates = new Candidates();
		var reporter = detail.path("reporter").asLong(NotificationCause.NOBODY);
		if (!Long.valueOf(reporter).equals(activity.actorId())) {
			candidates.add(reporter, NotificationKind.REPORT, detail.path("status").asString(""));
		}
		var action = detail.path("action").asString("");
		var reported = detail.path("reported").asLong(NotificationCause.NOBODY);
		if (action.matches("hide|warn|silence|suspend") && !inbox.tellMore(reported, cause, action)) {
			candidates.add(reported, NotificationKind.WARNED, action);
		}
		return tell(candidates, cause);
	}

	/**
	 * Somebody else than its owner hid something. Where that was a decision, its row in the log is of the same time, and says
	 * more.
	 */
	List<Long> hidden(Activity activity, String kind, long id) {
		var owner = ownerApartFrom(activity.actorId(), kind, id);
		return owner == NotificationCause.NOBODY
				? List.of()
				: tell(new Candidates().add(owner, NotificationKind.WARNED, HIDE), new Subject(kind, id), activity);
	}

	/** The owner hears that it is shown again who was told that it was hidden. */
	List<Long> shown(Activity activity, String kind, long id) {
		var owner = ownerApartFrom(activity.actorId(), kind, id);
		var last = owner == NotificationCause.NOBODY ? "" : jdbc.sql("""
				select detail from notification
				where member_id = :owner and kind = 'warned' and subject_kind = :kind and subject_id = :id
				order by id desc limit 1
				""").param("owner", owner).param("kind", kind).param("id", id).query(String.class).optional().orElse("");
		return last.equals(HIDE)
				? tell(new Candidates().add(owner, NotificationKind.WARNED, "show"), new Subject(kind, id), activity)
				: List.of();
	}

	private long ownerApartFrom(@Nullable Long actor, String kind, long id) {
		var summaries = subjects.find(kind).map(keeper -> keeper.summaries(List.of(id)).get(id)).orElse(null);
		return summaries == null || actor == null || actor == summaries.ownerId()
				? NotificationCause.NOBODY
				: summaries.ownerId();
	}

	private List<Long> tell(Candidates candidates, Subject subject, Activity activity) {
		return tell(candidates, new NotificationCause(subject, null, NotificationCause.NOBODY, activity.at()));
	}

	private List<Long> tell(Candidates candidates, NotificationCause cause) {
		return inbox.tell(recipients.of(candidates, cause, NotificationCause.NOBODY, Audience.EVERYBODY), cause);
	}
}
