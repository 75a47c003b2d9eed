package dev.madang.notification;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Of a circle, those who are told: who may know of it, has not been told of it, and wants to be. One statement. */
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
	List<Recipient> some(Candidates candidates, NotificationCause event, long owner, Audience audience, int most) {
		return jdbc.sql("""
				with asked as (
				  select member_id, kind, 1 as rank, detail
				  from unnest(:ids, :kinds, :details) as named (member_id, kind, detail)
				  union all
				  select id, 'mention', 2, '' from member where handle = any(:mentioned)
				  union all
				  select member_id, 'post', 3, '' from follow
				  where followed_id = :followed and created_at <= :at::timestamptz
				  union all
				  select f.member_id, 'tag', 4, t.name
				  from post_tag p join tag_follow f on f.tag_id = p.tag_id join tag t on t.id = p.tag_id
				  where p.post_id = :tagged and f.created_at <= :at::timestamptz),
				apart as (
				  select blocked_id as id from block where member_id in (:actor, :owner)
				  union all
				  select member_id from block where blocked_id in (:actor, :owner)),
				heard as (
				  select member_id from notification
				  where post_id = :post and subject_kind = :subjectKind and subject_id = :subject and kind = any(:once)
				  union all
				  select member_id from notification
				  where post_id is null and :post::bigint is null and subject_kind = :subjectKind and subject_id = :subject
				    and kind = any(:once))
				select distinct on (a.member_id) a.member_id, a.kind, a.detail,
				       coalesce(w.on_page, a.kind not in ('post', 'tag')) as on_page
				from asked a
				join member m on m.id = a.member_id
				left join notification_preference w on w.member_id = a.member_id and w.kind = a.kind
				where coalesce(w.on_page or w.by_mail, a.kind not in ('post', 'tag'))
				  and m.id <> :actor and m.withdrawn_at is null and m.id not in (select id from apart)
				  and (m.role = any(:roles) or exists (
				    select 1 from category_moderator c where c.member_id = m.id and c.category_id = any(:moderated)))
				  and not (a.kind = any(:once) and m.id in (select member_id from heard))
				  and not exists (
				    select 1 from member b where b.id = :actor and (b.withdrawn_at is not null or exists (
				      select 1 from member_state s
				      where s.member_id = b.id and s.state = 'suspended' and s.ended_at is null
				        and (s.until is null or s.until > now()))))
				order by a.member_id, a.rank, a.kind desc
				limit :most
				""").param("most", most).param("ids", candidates.ids()).param("kinds", candidates.kinds())
				.param("details", candidates.details())
				.param("mentioned", candidates.mentioned()).param("followed", candidates.followed())
				.param("tagged", candidates.tagged()).param("actor", event.actor()).param("owner", owner)
				.param("roles", audience.roles()).param("moderated", audience.moderated())
				.param("subjectKind", event.subject().kind()).param("subject", event.subject().id()).param("once", ONCE)
				.param("post", event.post()).param("at", event.at().toString())
				.query((row, number) -> new Recipient(row.getLong("member_id"), row.getString("kind"),
						row.getString("detail"), row.getBoolean("on_page")))
				.list();
	}

	/** Of these a member hears once about one thing, whatever happens to it later. */
	private static final String[] ONCE = { "comment", "reply", "mention", "post", "tag", "welcome" };
}
