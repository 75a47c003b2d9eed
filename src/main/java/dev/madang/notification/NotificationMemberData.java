package dev.madang.notification;

import java.io.IOException;

import dev.madang.member.Blocks;
import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a member was told and chose; and what is taken back when two part, or one leaves. */
@Component
class NotificationMemberData implements MemberData, Blocks.WhenBlocked {

	private final JdbcClient jdbc;

	private final Inbox inbox;

	private final Waking waking;

	NotificationMemberData(JdbcClient jdbc, Inbox inbox, Waking waking) {
		this.jdbc = jdbc;
		this.inbox = inbox;
		this.waking = waking;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("notifications", jdbc
				.sql("""
						select n.kind, n.subject_kind || ':' || n.subject_id as subject, case when n.kind <> 'filed' then m.handle end as actor, n.others, n.detail,
						       n.case_id, n.created_at::text as created_at, n.read_at::text as read_at
						from notification n left join member m on m.id = n.actor_id
						where n.member_id = :id order by n.revision
						""")
				.param("id", viewer.id()));
		archive.rows("notification-preferences", jdbc.sql("""
				select kind, on_page, by_mail, by_push, null as digest from notification_preference where member_id = :id
				union all
				select null, null, null, null, every from notification_digest where member_id = :id
				""").param("id", viewer.id()));
		archive.rows("push-subscriptions", jdbc.sql("""
				select endpoint, created_at::text as created_at from push_subscription where member_id = :id order by id
				""").param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		waking.wake(inbox.forget(memberId));
		jdbc.sql("delete from notification_preference where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from notification_digest where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from push_subscription where member_id = :id").param("id", memberId).update();
	}

	@Override
	public void blocked(Viewer viewer, long blockedId) {
		waking.wake(inbox.part(viewer.id(), blockedId));
	}
}
