package dev.madang.notification;

import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.madang.activity.Activity;
import dev.madang.board.Categories;
import dev.madang.platform.Markdown;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells of posts and comments: to those who are named in them, are answered by them, or follow. */
@Component
class PostNotices {

	/**
	 * A version of a post or comment that those may read who may read its category.
	 *
	 * @param replied the author of the comment that it answers, or 0
	 * @param news whether it is young enough to be told of: what is shown again after a week is not
	 * @param fresh whether the version was written by the change that is told of
	 * @param before what the version before said
	 */
	private record Text(long postId, long author, long owner, long categoryId, long replied, boolean news, boolean fresh,
			String body, String before) {
	}

	/** So many are told of a post in one transaction. */
	static final int AT_ONCE = 1000;

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final Inbox inbox;

	private final Markdown markdown;

	private final Categories categories;

	private final JsonMapper mapper;

	PostNotices(JdbcClient jdbc, Recipients recipients, Inbox inbox, Markdown markdown, Categories categories,
			JsonMapper mapper) {
		this.mapper = mapper;
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.inbox = inbox;
		this.markdown = markdown;
		this.categories = categories;
	}

	/** A post that is published, or shown again before anybody heard of it; returns the next {@link #AT_ONCE} who are told. */
	List<Long> postPublished(Activity activity, long id) {
		return post(activity, id, null).filter(Text::news)
				.map(text -> tell(text, new Subject("post", id), activity,
						new Candidates().mention(markdown.mentions(text.body()))
								.followersOf(text.author()).followersOfTagsOf(id)))
				.orElse(List.of());
	}

	/** Only those hear of an edit who are named in it for the first time. */
	List<Long> postEdited(Activity activity, long id) {
		return post(activity, id, version(activity)).filter(Text::fresh)
				.map(text -> tell(text, new Subject("post", id), activity, added(text))).orElse(List.of());
	}

	/** A comment that is new, or shown again before anybody heard of it. */
	List<Long> commentAdded(Activity activity, long id) {
		return comment(activity, id, null).filter(Text::news)
				.map(text -> tell(text, new Subject("comment", id), activity,
						new Candidates().add(text.replied(), NotificationKind.REPLY)
								.add(text.owner(), NotificationKind.COMMENT).mention(markdown.mentions(text.body()))))
				.orElse(List.of());
	}

	List<Long> commentEdited(Activity activity, long id) {
		return comment(activity, id, version(activity)).filter(Text::fresh)
				.map(text -> tell(text, new Subject("comment", id), activity, added(text))).orElse(List.of());
	}

	/** Whom a post's fate concerns: what they were told appears and disappears with it. */
	List<Long> toldOfPost(long id) {
		return inbox.toldOf(id);
	}

	List<Long> toldOfComment(long id) {
		return jdbc.sql("select post_id from comment where id = :id").param("id", id).query(Long.class).optional()
				.map(inbox::toldOf).orElse(List.of());
	}

	private List<Long> tell(Text text, Subject subject, Activity activity, Candidates candidates) {
		var event = new NotificationCause(subject, text.postId(), text.author(), activity.at());
		return inbox.tell(recipients.some(candidates, event, text.owner(), Audience.of(text.categoryId(), categories), AT_ONCE),
				event);
	}

	private Candidates added(Text text) {
		var added = new HashSet<>(markdown.mentions(text.body()));
		added.removeAll(markdown.mentions(text.before()));
		return new Candidates().mention(added);
	}

	private Integer version(Activity activity) {
		return mapper.readTree(activity.detail()).path("version").asInt();
	}

	private Optional<Text> post(Activity activity, long id, @Nullable Integer version) {
		return jdbc.sql("""
				select p.id as post_id, p.author_id as author, p.author_id as owner, p.category_id, 0 as replied,
				       p.created_at > :at::timestamptz - interval '7 days' as news, v.created_at = :at::timestamptz as fresh,
				       v.body, coalesce(b.body, '') as before
				from post p join post_version v on v.post_id = p.id and v.version = coalesce(:version, p.current_version)
				left join post_version b on b.post_id = p.id and b.version = v.version - 1
				where p.id = :id and p.state = 'listed'
				""").param("id", id).param("version", version, Types.INTEGER).param("at", activity.at().toString())
				.query(Text.class).optional();
	}

	private Optional<Text> comment(Activity activity, long id, @Nullable Integer version) {
		return jdbc.sql("""
				select c.post_id, c.author_id as author, p.author_id as owner, p.category_id,
				       coalesce(r.author_id, 0) as replied, c.created_at > :at::timestamptz - interval '7 days' as news,
				       v.created_at = :at::timestamptz as fresh, v.body, coalesce(b.body, '') as before
				from comment c join post p on p.id = c.post_id
				join comment_version v on v.comment_id = c.id and v.version = coalesce(:version, c.current_version)
				left join comment_version b on b.comment_id = c.id and b.version = v.version - 1
				left join comment r on r.id = c.parent_id and r.state = 'listed'
				where c.id = :id and c.state = 'listed' and p.state = 'listed'
				""").param("id", id).param("version", version, Types.INTEGER).param("at", activity.at().toString())
				.query(Text.class).optional();
	}
}
