package dev.madang.notification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Of candidates, those who are told: who may know of it, has not been told of it, and wants to be. One statement. */
@Component
class Recipients {

	private final JdbcClient jdbc;

	Recipients(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Nobody learns of their own acts, and nothing of or through somebody who blocks them or whom they block; nobody of what
	 * a suspended or withdrawn member does.
	 *
	 * @param owner whose the thing is
	 */
	List<Recipient> of(Candidates candidates, NotificationCause event, long owner, Audience audience) {
		return some(candidates, event, owner, audience, Integer.MAX_VALUE);
	}

	/** At most so many of them, by their ids; once these are told of what one hears once, the next. */
	List<Recipient> some(Candidates candidates, NotificationCause cause, long owner, Audience audience, int most) {
		return of(List.of(new Asked(candidates, cause, owner)), audience, most).stream().map(Inbox.Told::recipient).toList();
	}

	/**
	 * Who might be told of one thing.
	 *
	 * @param owner whose the thing is
	 */
	record Asked(Candidates candidates, NotificationCause cause, long owner) {
	}

	/** Of several things that the same people may read, with one statement. */
	List<Inbox.Told> of(List<Asked> all, Audience audience, int most) {
		return jdbc
				.sql("""
						with cause as (
						  select * from unnest(:actors, :owners, :subjectKinds, :subjects, :posts::bigint[], :followed, :tagged, :times)
						                with ordinality as c (actor, owner, subject_kind, subject, post, followed, tagged, at, no)),
						asked as (
						  select no, member_id, kind, 1 as rank, detail
						  from unnest(:of, :ids, :kinds, :details) as named (no, member_id, kind, detail)
						  union all
						  select n.no, m.id, 'mention', 2, ''
						  from unnest(:mentionedIn, :mentioned) as n (no, handle) join member m on m.handle = n.handle
						  union all
						  select c.no, f.member_id, 'post', 3, ''
						  from cause c join follow f on f.followed_id = c.followed and f.created_at <= c.at::timestamptz
						  union all
						  select c.no, f.member_id, 'tag', 4, t.name
						  from cause c join post_tag p on p.post_id = c.tagged
						  join tag_follow f on f.tag_id = p.tag_id and f.created_at <= c.at::timestamptz join tag t on t.id = p.tag_id),
						apart as (
						  select c.no, b.blocked_id as id from cause c join block b on b.member_id in (c.actor, c.owner)
						  union all
						  select c.no, b.member_id from cause c join block b on b.blocked_id in (c.actor, c.owner)),
						heard as (
						  select c.no, n.member_id
						  from cause c join notification n on n.subject_kind = c.subject_kind and n.subject_id = c.subject
						  where n.post_id is not distinct from c.post and n.kind = any(:once)),
						silent as (
						  select c.no
						  from cause c join member b on b.id = c.actor
						  where b.withdrawn_at is not null or exists (
						    select 1 from member_state s
						    where s.member_id = b.id and s.state = 'suspended' and s.ended_at is null
						      and (s.until is null or s.until > now())))
						select distinct on (a.no, a.member_id) a.no, a.member_id, a.kind, a.detail,
						       coalesce(w.on_page, a.kind not in ('post', 'tag')) as on_page
						from asked a
						join cause c on c.no = a.no
						join member m on m.id = a.member_id
						left join notification_preference w on w.member_id = a.member_id and w.kind = a.kind
						where coalesce(w.on_page or w.by_mail or w.by_push, a.kind not in ('post', 'tag'))
						  and m.id <> c.actor and m.withdrawn_at is null
						  and not exists (select 1 from apart x where x.no = a.no and x.id = a.member_id)
						  and (m.role = any(:roles) or exists (
						    select 1 from category_moderator c where c.member_id = m.id and c.category_id = any(:moderated)))
						  and not (a.kind = any(:once) and exists (
						    select 1 from heard h where h.no = a.no and h.member_id = a.member_id))
						  and a.no not in (select no from silent)
						order by a.no, a.member_id, a.rank, a.kind desc
						limit :most
						""")
				.param("most", most).params(new AskedArrays(all).parameters()).param("roles", audience.roles())
				.param("moderated", audience.moderated()).param("once", ONCE)
				.query((row, number) -> new Inbox.Told(new Recipient(row.getLong("member_id"), row.getString("kind"),
						row.getString("detail"), row.getBoolean("on_page")), all.get(row.getInt("no") - 1).cause()))
				.list();
	}

	/** The columns of what is asked. */
	private record AskedArrays(List<Asked> all) {

		Map<String, Object> parameters() {
			var parameters = new HashMap<String, Object>();
			parameters.put("actors", longs(asked -> asked.cause().actor()));
			parameters.put("owners", longs(Asked::owner));
			parameters.put("subjectKinds", all.stream().map(asked -> asked.cause().subject().kind()).toArray(String[]::new));
			parameters.put("subjects", longs(asked -> asked.cause().subject().id()));
			parameters.put("posts", longs(asked -> asked.cause().post()));
			parameters.put("followed", longs(asked -> asked.candidates().followed()));
			parameters.put("tagged", longs(asked -> asked.candidates().tagged()));
			parameters.put("times", all.stream().map(asked -> asked.cause().at().toString()).toArray(String[]::new));
			parameters.put("of", numbers(Candidates::ids));
			parameters.put("ids", each(Candidates::ids).toArray(Long[]::new));
			parameters.put("kinds", each(Candidates::kinds).toArray(String[]::new));
			parameters.put("details", each(Candidates::details).toArray(String[]::new));
			parameters.put("mentionedIn", numbers(Candidates::mentioned));
			parameters.put("mentioned", each(Candidates::mentioned).toArray(String[]::new));
			return parameters;
		}

		private Long[] longs(Function<Asked, @Nullable Long> column) {
			return all.stream().map(column).toArray(Long[]::new);
		}

		private <T> Stream<T> each(Function<Candidates, T[]> column) {
			return all.stream().flatMap(asked -> Stream.of(column.apply(asked.candidates())));
		}

		/** For each value of a column, of which thing it is, from 1. */
		private Long[] numbers(Function<Candidates, ?> column) {
			return IntStream.range(0, all.size()).boxed()
					.flatMap(
							i -> Stream.generate(() -> i + 1L).limit(((Object[]) column.apply(all.get(i).candidates())).length))
					.toArray(Long[]::new);
		}
	}

	/** Of these a member hears once about one thing, whatever happens to it later. */
	private static final String[] ONCE = { "comment", "reply", "mention", "post", "tag", "welcome" };
}
