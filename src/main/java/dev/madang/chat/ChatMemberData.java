package dev.madang.chat;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a member said in rooms, and in which they are. It stays when they leave, as a withdrawn member's, because others answered it,
 * but for what they had deleted or nobody was shown; nobody writes to them any more.
 */
@Component
class ChatMemberData implements MemberData {

	private final JdbcClient jdbc;

	private final Fanout fanout;

	ChatMemberData(JdbcClient jdbc, Fanout fanout) {
		this.jdbc = jdbc;
		this.fanout = fanout;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("rooms", jdbc.sql("""
				select r.id, r.kind, r.name, m.role, m.state, m.muted, m.joined_at::text as joined_at
				from room_member m join room r on r.id = m.room_id
				where m.member_id = :id order by r.id
				""").param("id", viewer.id()));
		archive.rows("messages", jdbc.sql("""
				select x.id, x.room_id as room, x.seq, x.body, x.about, x.state <> 'listed' as hidden,
				       x.created_at::text as created_at, x.edited_at::text as edited_at
				from message x where x.author_id = :id and x.state <> 'removed' order by x.id
				""").param("id", viewer.id()));
		archive.rows("message-preferences", jdbc.sql("select takes_from from message_preference where member_id = :id")
				.param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		jdbc.sql(
				"""
						with gone as (delete from room_member where member_id = :id returning room_id, role, state),
						counted as (
						  update room r set member_count = member_count - case when gone.state = 'joined' then 1 else 0 end,
						      state = case when kind = 'direct' then 'closed' else r.state end
						  from gone where r.id = gone.room_id),
						handed as (
						  update room_member m set role = 'owner'
						  from gone
						  where m.room_id = gone.room_id and gone.role = 'owner' and m.state = 'joined' and m.member_id = (
						    select o.member_id from room_member o
						    where o.room_id = gone.room_id and o.member_id <> :id and o.state = 'joined'
						    order by o.role = 'owner' desc, o.joined_at, o.member_id limit 1))
						select room_id from gone
						""")
				.param("id", memberId).query(Long.class).list()
				.forEach(room -> AfterCommit.run(() -> fanout.publish(new RoomEvent(RoomEvent.Kind.ROOM, room, 0, 0))));
		jdbc.sql("""
				update message set body = '', about = null, mentioned = '{}', state = 'removed', taken_by = 'author'
				where author_id = :id and state <> 'listed'
				""").param("id", memberId).update();
		jdbc.sql("delete from room_removal where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from message_preference where member_id = :id").param("id", memberId).update();
	}
}
