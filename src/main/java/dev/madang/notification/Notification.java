package dev.madang.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.madang.member.Author;
import dev.madang.notification.Answers.Answer;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What one member is told.
 *
 * @param revision grows with whatever a row says anew: lists and streams go by it
 * @param actor who did it; of several, the latest; null where nobody is named
 * @param others how many did the same besides
 * @param title what the subject, or the post that it stands in, is called; empty where that is not told
 * @param address the path of its page, or empty
 * @param detail a tag's name, or what was done with something
 * @param reportCase the case of reports in which that was decided, if it was in one
 * @param answer what was said when that was decided
 */
public record Notification(long id, long revision, NotificationKind kind, @Nullable Author actor, int others, Subject subject,
		String title, String address, String detail, @Nullable Long reportCase, @Nullable Answer answer, Instant createdAt,
		@Nullable Instant readAt) {

	/** What {@link #read} needs. */
	static final String COLUMNS = """
			n.id, n.revision, n.kind, n.subject_kind, n.subject_id, n.post_id, n.others, n.detail, n.case_id, n.created_at, n.read_at,
			a.handle, a.name, a.picture, v.title
			""";

	static Notification read(ResultSet row, int number) throws SQLException {
		var kind = NotificationKind.of(row.getString("kind"));
		var handle = kind == NotificationKind.FILED ? null : row.getString("handle");
		var subject = new Subject(row.getString("subject_kind"), row.getLong("subject_id"));
		var post = Rows.optionalLong(row, "post_id");
		var title = row.getString("title");
		return new Notification(row.getLong("id"), row.getLong("revision"), kind,
				handle == null ? null : Author.of(handle, row.getString("name"), row.getString("picture")),
				row.getInt("others"), subject, title == null ? "" : title,
				post == null ? "" : "/p/" + post + ("comment".equals(subject.kind()) ? "#c" + subject.id() : ""),
				row.getString("detail"), Rows.optionalLong(row, "case_id"), null, Rows.instant(row, "created_at"),
				Rows.optional(row, "read_at"));
	}

	Notification about(String newTitle, String newAddress) {
		return new Notification(id, revision, kind, actor, others, subject, newTitle, newAddress, detail, reportCase,
				answer, createdAt, readAt);
	}

	Notification answered(@Nullable Answer said) {
		return new Notification(id, revision, kind, actor, others, subject, title, address, detail, reportCase,
				said, createdAt, readAt);
	}

	public boolean isRead() {
		return readAt != null;
	}
}
