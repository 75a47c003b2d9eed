package dev.madang.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what members are told: a row for each, or one that grows. Whoever writes wakes the members afterwards. */
@Component
class Inbox {

	private final JdbcClient jdbc;

	Inbox(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * For the rest of a transaction nobody else tells anything: revisions become visible in their order, which streams, pushes and
	 * digests rely on, and rows are locked by one at a time. To be called before anything else is locked.
	 */
	void lock() {
		jdbc.sql("select pg_advisory_xact_lock(hashtext('notification'))").query().singleRow();
	}

	/** The same, unless somebody else is telling. */
	boolean tryLock() {
		return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('notification'))").query(Boolean.class).single();
	}

	/** Somebody, and what they are told of. */
	record Told(Recipient recipient, NotificationCause of) {
	}

	/** A row of its own for everybody. */
	List<Long> tell(List<Recipient> recipients, NotificationCause event) {
		return tell(recipients.stream().map(recipient -> new Told(recipient, event)).toList());
	}

	/** The same of several things, with one statement. */
	List<Long> tell(List<Told> all) {
		if (all.isEmpty()) {
			return List.of();
		}
		jdbc.sql(
				"""
						insert into notification (member_id, kind, subject_kind, subject_id, post_id, actor_id, detail, case_id, in_page, created_at)
						select member_id, kind, subject_kind, subject_id, post_id, nullif(actor_id, 0), detail, case_id, on_page, at::timestamptz
						from unnest(:ids, :kinds, :subjectKinds, :subjects, :posts::bigint[], :actors, :details, :cases::bigint[], :pages, :times)
						     with ordinality as told (member_id, kind, subject_kind, subject_id, post_id, actor_id, detail, case_id, on_page, at, n)
						order by n
						""")
				.param("ids", all.stream().map(told -> told.recipient().memberId()).toArray(Long[]::new))
				.param("kinds", all.stream().map(told -> told.recipient().kind()).toArray(String[]::new))
				.param("subjectKinds", all.stream().map(told -> told.of().subject().kind()).toArray(String[]::new))
				.param("subjects", all.stream().map(told -> told.of().subject().id()).toArray(Long[]::new))
				.param("posts", all.stream().map(told -> told.of().post()).toArray(Long[]::new))
				.param("actors", all.stream().map(told -> told.of().actor()).toArray(Long[]::new))
				.param("details", all.stream().map(told -> told.recipient().detail()).toArray(String[]::new))
				.param("cases", all.stream().map(told -> told.of().reportCase()).toArray(Long[]::new))
				.param("pages", all.stream().map(told -> told.recipient().onPage()).toArray(Boolean[]::new))
				.param("times", all.stream().map(told -> told.of().at().toString()).toArray(String[]::new)).update();
		return all.stream().map(told -> told.recipient().memberId()).toList();
	}

	/** Replaces what was said to somebody about a thing at a time, if it was; whether it was. */
	boolean tellMore(long memberId, NotificationCause cause, String detail) {
		return jdbc.sql("""
				update notification set detail = :detail, case_id = :case
				where member_id = :member and kind = 'warned' and subject_kind = :kind and subject_id = :subject
				  and created_at = :at::timestamptz
				""").param("detail", detail).param("case", cause.reportCase()).param("member", memberId)
				.param("kind", cause.subject().kind()).param("subject", cause.subject().id())
				.param("at", cause.at().toString()).update() > 0;
	}

	/** One more behind the unread row of this kind and subject, or a new row; returns whom it told. */
	List<Long> join(List<Recipient> recipients, NotificationCause event) {
		return join(recipients.stream().map(recipient -> new Told(recipient, event)).toList());
	}

	/** The same of several things, with one statement; each member once a thing. */
	List<Long> join(List<Told> all) {
		if (all.isEmpty()) {
			return List.of();
		}
		jdbc.sql("""
				with told as (
				  select distinct on (t.member_id, t.kind, t.subject_kind, t.subject_id, t.actor_id) t.*
				  from unnest(:ids, :kinds, :subjectKinds, :subjects, :posts::bigint[], :actors, :pages, :times::timestamptz[])
				       as t (member_id, kind, subject_kind, subject_id, post_id, actor_id, on_page, at)
				  order by t.member_id, t.kind, t.subject_kind, t.subject_id, t.actor_id, t.at desc),
				latest as (
				  select distinct on (member_id, kind, subject_kind, subject_id) t.*,
				         count(*) over (partition by member_id, kind, subject_kind, subject_id) - 1 as others
				  from told t
				  order by member_id, kind, subject_kind, subject_id, at desc, actor_id),
				known as materialized (
				  select n.id, count(*) as n
				  from told t
				  join notification n on n.member_id = t.member_id and n.kind = t.kind and n.subject_kind = t.subject_kind
				    and n.subject_id = t.subject_id and n.read_at is null and n.kind in ('like', 'follow', 'filed')
				  join notification_actor a on a.notification_id = n.id and a.member_id = t.actor_id
				  group by n.id),
				row as (
				  insert into notification
				    (member_id, kind, subject_kind, subject_id, post_id, actor_id, others, in_page, created_at)
				  select member_id, kind, subject_kind, subject_id, post_id, actor_id, others, on_page, at from latest
				  on conflict (member_id, kind, subject_kind, subject_id)
				    where read_at is null and kind in ('like', 'follow', 'filed')
				  do update set actor_id = excluded.actor_id, created_at = excluded.created_at, hidden = false,
				                in_page = excluded.in_page, revision = nextval('notification_revision'),
				                others = notification.others + 1 + excluded.others
				                  - coalesce((select k.n from known k where k.id = notification.id), 0)
				  returning id, member_id, kind, subject_kind, subject_id)
				insert into notification_actor (notification_id, member_id, at)
				select id, actor_id, at from row join told using (member_id, kind, subject_kind, subject_id)
				on conflict (notification_id, member_id) do update set at = excluded.at
				""").param("ids", all.stream().map(told -> told.recipient().memberId()).toArray(Long[]::new))
				.param("kinds", all.stream().map(told -> told.recipient().kind()).toArray(String[]::new))
				.param("subjectKinds", all.stream().map(told -> told.of().subject().kind()).toArray(String[]::new))
				.param("subjects", all.stream().map(told -> told.of().subject().id()).toArray(Long[]::new))
				.param("posts", all.stream().map(told -> told.of().post()).toArray(Long[]::new))
				.param("actors", all.stream().map(told -> told.of().actor()).toArray(Long[]::new))
				.param("pages", all.stream().map(told -> told.recipient().onPage()).toArray(Boolean[]::new))
				.param("times", all.stream().map(told -> told.of().at().toString()).toArray(String[]::new)).update();
		return all.stream().map(told -> told.recipient().memberId()).toList();
	}

	/** Takes those who like things no longer out of their rows; returns whose rows they were. */
	List<Long> unlike(List<NotificationCause> events) {
		return events.isEmpty()
				? List.of()
				: regroup(jdbc
						.sql("""
								delete from notification_actor a
								using unnest(:kinds, :subjects, :posts::bigint[], :actors) as u (kind, subject_id, post_id, actor_id), notification n
								where n.id = a.notification_id and n.kind = 'like' and n.subject_kind = u.kind and n.subject_id = u.subject_id
								  and (n.post_id = u.post_id or n.post_id is null) and a.member_id = u.actor_id and not exists (
								    select 1 from reaction r where r.kind = u.kind and r.subject_id = u.subject_id and r.member_id = u.actor_id)
								returning n.id
								""")
						.param("kinds", events.stream().map(event -> event.subject().kind()).toArray(String[]::new))
						.param("subjects", events.stream().map(event -> event.subject().id()).toArray(Long[]::new))
						.param("posts", events.stream().map(NotificationCause::post).toArray(Long[]::new))
						.param("actors", events.stream().map(NotificationCause::actor).toArray(Long[]::new)).query(Long.class)
						.list());
	}

	/** Takes those who follow a member no longer out of the member's rows. */
	List<Long> unfollow(long followed) {
		return regroup(jdbc.sql("""
				delete from notification_actor a using notification n
				where n.id = a.notification_id and n.member_id = :followed and n.kind = 'follow' and not exists (
				  select 1 from follow f where f.followed_id = :followed and f.member_id = a.member_id)
				returning n.id
				""").param("followed", followed).query(Long.class).list());
	}

	/** Removes everything that two members caused for each other. */
	List<Long> part(long one, long other) {
		var shared = jdbc.sql("""
				delete from notification_actor a using notification n
				where n.id = a.notification_id and (n.member_id, a.member_id) in ((:one, :other), (:other, :one))
				returning n.id
				""").param("one", one).param("other", other).query(Long.class).list();
		jdbc.sql("""
				delete from notification n
				where (n.member_id, n.actor_id) in ((:one, :other), (:other, :one))
				  and not exists (select 1 from notification_actor a where a.notification_id = n.id)
				""").param("one", one).param("other", other).update();
		regroup(shared);
		return List.of(one, other);
	}

	/** Removes everything that is a member's, or of which the member was the cause; returns whom else it was told. */
	List<Long> forget(long memberId) {
		jdbc.sql("delete from notification where member_id = :id").param("id", memberId).update();
		var shared = jdbc.sql("delete from notification_actor where member_id = :id returning notification_id")
				.param("id", memberId).query(Long.class).list();
		var told = new ArrayList<>(regroup(shared));
		told.addAll(jdbc.sql("delete from notification where actor_id = :id returning member_id").param("id", memberId)
				.query(Long.class).list());
		return told;
	}

	/** Counts anew who stands behind rows; one that nobody is left behind goes. */
	private List<Long> regroup(Collection<Long> rows) {
		if (rows.isEmpty()) {
			return List.of();
		}
		// whoever takes another out of the same row at this moment counts after us, or we after them
		jdbc.sql("select id from notification where id = any(:ids) order by id for update")
				.param("ids", rows.toArray(Long[]::new)).query().listOfRows();
		return jdbc.sql("""
				with behind as (
				  select n.id, count(a.member_id) as n, (array_agg(a.member_id order by a.at desc, a.member_id))[1] as latest
				  from notification n left join notification_actor a on a.notification_id = n.id
				  where n.id = any(:ids)
				  group by n.id),
				gone as (
				  delete from notification n using behind b where n.id = b.id and b.n = 0 returning n.member_id),
				kept as (
				  update notification n set actor_id = b.latest, others = b.n - 1
				  from behind b where n.id = b.id and b.n > 0
				  returning n.member_id)
				select member_id from gone union select member_id from kept
				""").param("ids", rows.toArray(Long[]::new)).query(Long.class).list();
	}

	/** Hides or shows what is about a thing that no query of this module reads. */
	List<Long> hide(String kind, long id, boolean hidden) {
		return jdbc.sql("""
				update notification set hidden = :hidden
				where post_id is null and subject_kind = :kind and subject_id = :id and kind not in ('report', 'warned')
				  and hidden <> :hidden
				returning member_id
				""").param("kind", kind).param("id", id).param("hidden", hidden).query(Long.class).list();
	}

	/** Those who were told something about a post. */
	List<Long> toldOf(@Nullable Long post) {
		return jdbc.sql("select distinct member_id from notification where post_id = :post").param("post", post)
				.query(Long.class).list();
	}

	/** Forgets so many at most of what was read before a time; returns how many. */
	int sweep(Instant readBefore, int atOnce) {
		return jdbc.sql("""
				delete from notification
				where id in (select id from notification where read_at < :before::timestamptz limit :atOnce)
				""").param("before", readBefore.toString()).param("atOnce", atOnce).update();
	}

	/** Forgets what comes after the most that is kept for a member. */
	void sweep(int most) {
		jdbc.sql("""
				delete from notification n using (
				  select f.member_id, k.revision
				  from (select member_id from notification group by member_id having count(*) > :most) f
				  cross join lateral (
				    select revision from notification o where o.member_id = f.member_id
				    order by revision desc offset :most limit 1) k) old
				where n.member_id = old.member_id and n.revision <= old.revision
				""").param("most", most).update();
	}
}
