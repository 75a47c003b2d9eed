package dev.madang.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.madang.member.Author;
import dev.madang.notification.Answers.Answer;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What one member is told.
 *
 * @param revision grows with whatever a row says anew: lists and streams go by it
 * @param actor who did it; of several, the latest; null where nobody is named
 * @param others how many did the same besides
 * @param behind the latest of those others, a few
 * @param postId the post that it is about, or in whose thread it happened
 * @param title what the subject, or the post that it stands in, is called; empty where that is not told
 * @param said how the comment or the last message that it is about begins as it is now; empty where it is about none
 * @param address the path of its page, or empty
 * @param detail a tag's name, or what was done with something
 * @param reportCase the case of reports in which that was decided, if it was in one
 * @param answer what was said when that was decided
 */
public record Notification(long id, long revision, NotificationKind kind, @Nullable Author actor, int others,
		List<Author> behind,
		Subject subject, @Nullable Long postId, String title, String said, String address, String detail,
		@Nullable Long reportCase,
		@Nullable Answer answer, Instant createdAt,
		@Nullable Instant readAt) {

	/** What {@link #read} needs. */
	static final String COLUMNS = """
			n.id, n.revision, n.kind, n.subject_kind, n.subject_id, n.post_id, n.others, n.detail, n.case_id, n.created_at, n.read_at,
			a.handle, a.name, a.picture, v.title, left(coalesce(w.body, x.body), 1000) as said, o.handles, o.names, o.pictures
			""";

	/** What {@link #COLUMNS} are of, with {@code :hidden} as {@link Visibility} has it. */
	static final String FROM = """
			from notification n left join member a on a.id = n.actor_id %s
			left join post_version v on v.post_id = p.id and v.version = p.current_version
			left join comment_version w on w.comment_id = c.id and w.version = c.current_version
			left join message x on n.message_seq is not null and x.room_id = n.subject_id and x.seq = n.message_seq
			  and x.state = 'listed'
			left join lateral (
			  select array_agg(m.handle order by b.at desc) as handles, array_agg(m.name order by b.at desc) as names,
			         array_agg(coalesce(m.picture, '') order by b.at desc) as pictures
			  from (select member_id, at from notification_actor
			        where notification_id = n.id and member_id <> n.actor_id and member_id <> all(:hidden)
			        order by at desc limit 2) b
			  join member m on m.id = b.member_id) o on n.others > 0
			""".formatted(Visibility.JOINS);

	static Notification read(ResultSet row, int number) throws SQLException {
		var kind = NotificationKind.of(row.getString("kind"));
		var handle = kind == NotificationKind.FILED ? null : row.getString("handle");
		var subject = new Subject(row.getString("subject_kind"), row.getLong("subject_id"));
		var post = Rows.optionalLong(row, "post_id");
		var title = row.getString("title");
		return new Notification(row.getLong("id"), row.getLong("revision"), kind,
				handle == null ? null : Author.of(handle, row.getString("name"), row.getString("picture")),
				row.getInt("others"), behind(row), subject, post, title == null ? "" : title,
				Texts.orEmpty(row.getString("said")),
				post == null ? "" : "comment".equals(subject.kind()) ? "/comment/" + subject.id() : "/p/" + post,
				row.getString("detail"), Rows.optionalLong(row, "case_id"), null, Rows.instant(row, "created_at"),
				Rows.optional(row, "read_at"));
	}

	private static List<Author> behind(ResultSet row) throws SQLException {
		var handles = row.getArray("handles");
		if (handles == null) {
			return List.of();
		}
		var names = (String[]) row.getArray("names").getArray();
		var pictures = (String[]) row.getArray("pictures").getArray();
		var people = new ArrayList<Author>();
		for (var handle : (String[]) handles.getArray()) {
			var i = people.size();
			people.add(Author.of(handle, names[i], pictures[i].isEmpty() ? null : pictures[i]));
		}
		return List.copyOf(people);
	}

	Notification saying(String excerpt) {
		return new Notification(id, revision, kind, actor, others, behind, subject, postId, title, excerpt, address, detail,
				reportCase,
				answer, createdAt, readAt);
	}

	Notification about(String newTitle, String newAddress) {
		return new Notification(id, revision, kind, actor, others, behind, subject, postId, newTitle, said, newAddress, detail,
				reportCase,
				answer, createdAt, readAt);
	}

	Notification answered(@Nullable Answer given) {
		return new Notification(id, revision, kind, actor, others, behind, subject, postId, title, said, address, detail,
				reportCase,
				given, createdAt, readAt);
	}

	/** Where it was said; empty where the text names it. */
	public String place() {
		return said.isEmpty() ? "" : title;
	}

	/** The path of its page, with which it is read when that is opened; empty where there is nothing to open. */
	public String opening() {
		if (address.isEmpty() || isRead()) {
			return address;
		}
		var fragment = address.indexOf('#') < 0 ? address.length() : address.indexOf('#');
		return address.substring(0, fragment) + (address.contains("?") ? "&n=" : "?n=") + id + address.substring(fragment);
	}

	public boolean isRead() {
		return readAt != null;
	}
}
