package dev.madang.member;

import java.util.List;
import java.util.SortedMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many listed posts, followers and followed a member has: kept in the transaction that changes it. */
@Component
public class MemberCounts {

	private final JdbcClient jdbc;

	MemberCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Keeps the count of listed posts, in the transaction that changed it. */
	public void countPosts(long memberId, int change) {
		jdbc.sql("""
				insert into member_count (member_id, post_count) values (:id, greatest(:change, 0))
				on conflict (member_id) do update set post_count = member_count.post_count + :change
				""").param("id", memberId).param("change", change).update();
	}

	/** The same for many members at once, taken in the order of the map. */
	public void countPosts(SortedMap<Long, Integer> changes) {
		jdbc.sql("""
				insert into member_count (member_id, post_count)
				select id, change from unnest(:ids, :changes) as changed (id, change)
				on conflict (member_id) do update set post_count = member_count.post_count + excluded.post_count
				""").param("ids", changes.keySet().toArray(Long[]::new))
				.param("changes", changes.values().toArray(Integer[]::new)).update();
	}

	/** Keeps the counts of a follow, in its transaction; rows are taken in the order of their ids, as everywhere. */
	public void countFollow(long memberId, long followedId, int change) {
		jdbc.sql(
				"""
						insert into member_count (member_id, follower_count, following_count)
						select id, greatest(followers, 0), greatest(followings, 0)
						from (values (:member, 0, :change), (:followed, :change, 0)) as changed (id, followers, followings)
						order by id
						on conflict (member_id) do update set
						  follower_count = member_count.follower_count + case when member_count.member_id = :followed then :change else 0 end,
						  following_count = member_count.following_count + case when member_count.member_id = :member then :change else 0 end
						""")
				.param("member", memberId).param("followed", followedId).param("change", change).update();
	}

	/** Takes a member out of everybody's counts of follows, within the transaction in which the member leaves. */
	public void forgetFollows(long memberId, List<Long> followed, List<Long> followers) {
		jdbc.sql("""
				with locked as (
				  select member_id from member_count where member_id = any(:followed || :followers) or member_id = :member
				  order by member_id for update)
				update member_count c set
				  follower_count = case when c.member_id = :member then 0
				                        else c.follower_count - (c.member_id = any(:followed))::int end,
				  following_count = case when c.member_id = :member then 0
				                         else c.following_count - (c.member_id = any(:followers))::int end
				from locked where locked.member_id = c.member_id
				""").param("member", memberId).param("followed", followed.toArray(Long[]::new))
				.param("followers", followers.toArray(Long[]::new)).update();
	}
}
