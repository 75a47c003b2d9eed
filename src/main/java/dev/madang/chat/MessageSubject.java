package dev.madang.chat;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.madang.media.Media;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Viewer;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What lower modules may know of a message. Who is in its room sees it, or was asked into a direct one; a moderator, who otherwise reads no
 * room that they are not in, is shown what was reported and what was said around it.
 */
@Component
@Order(7)
class MessageSubject implements SubjectKind {

	/** So many messages before a reported one, and after it, are shown to whoever decides. */
	private static final int AROUND = 5;

	private final JdbcClient jdbc;

	private final Messages messages;

	private final MessageReading reading;

	private final Markdown markdown;

	private final Media media;

	MessageSubject(JdbcClient jdbc, Messages messages, MessageReading reading, Markdown markdown, Media media) {
		this.jdbc = jdbc;
		this.messages = messages;
		this.reading = reading;
		this.markdown = markdown;
		this.media = media;
	}

	@Override
	public String kind() {
		return "message";
	}

	@Override
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql("""
				select x.id from message x join room r on r.id = x.room_id
				left join room_member m on m.room_id = x.room_id and m.member_id = :viewer
				where x.id = any(:ids) and x.state = 'listed'
				  and (x.seq > m.from_seq and (m.state = 'joined' or r.kind = 'direct')
				    or :viewer > 0 and r.kind = 'open' and r.state = 'open')
				""").param("ids", ids.toArray(Long[]::new)).param("viewer", viewer.id()).query(Long.class).set();
	}

	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("select id, room_id, seq, author_id, left(body, 300) as body, state from message where id = any(:ids)")
				.param("ids", ids.toArray(Long[]::new)).query((ResultSet row) -> {
					summaries.put(row.getLong("id"),
							new Summary(row.getLong("author_id"), markdown.excerpt(row.getString("body")),
									"/chat/" + row.getLong("room_id") + "?around=" + row.getLong("seq") + "#m"
											+ row.getLong("seq"),
									!"listed".equals(row.getString("state"))));
				});
		return summaries;
	}

	/** With what was said around it, for whoever decides about it. */
	@Override
	public String text(long id) {
		return jdbc.sql("""
				select a.handle, x.id = :id as is_it, x.body
				from message it join message x on x.room_id = it.room_id and x.seq between it.seq - :around and it.seq + :around
				join member a on a.id = x.author_id
				where it.id = :id
				order by x.seq
				""").param("id", id).param("around", AROUND)
				.query((ResultSet row, int number) -> (row.getBoolean("is_it") ? "**→ @" : "@") + row.getString("handle")
						+ (row.getBoolean("is_it") ? "** " : " ") + row.getString("body"))
				.list().stream().collect(Collectors.joining("\n\n"));
	}

	@Override
	public List<Long> pictures(long id) {
		return media.attached(new Subject("message", id));
	}

	@Override
	public void hide(Viewer viewer, long id) {
		requireModerator(viewer);
		reading.find(id).ifPresent(message -> messages.hide(viewer, message));
	}

	@Override
	public void restore(Viewer viewer, long id) {
		requireModerator(viewer);
		reading.find(id).ifPresent(message -> messages.show(viewer, message));
	}

	private static void requireModerator(Viewer viewer) {
		if (!viewer.isModerator()) {
			throw Problem.forbidden("moderators-only");
		}
	}
}
