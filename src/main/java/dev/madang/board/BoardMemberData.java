package dev.madang.board;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept of a member's writing. When the member leaves, published posts and comments stay, because others answered
 * them; drafts, bookmarks, reading marks, what the texts said before, and what is hidden or removed go. Of the last the place
 * stays, for what others wrote below it.
 */
@Component
class BoardMemberData implements MemberData {

	private final JdbcClient jdbc;

	private final Categories categories;

	BoardMemberData(JdbcClient jdbc, Categories categories) {
		this.categories = categories;
		this.jdbc = jdbc;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		lines(archive, viewer, "posts",
				"""
						select p.id, k.slug as category, case p.state when 'listed' then 'published' when 'draft' then 'draft' else 'hidden' end as status, v.title, v.body, v.tags::text as tags, i.title as item, p.rating,
						       p.created_at::text as created_at, p.updated_at::text as updated_at, p.current_version as version
						from post p join post_version v on v.post_id = p.id and v.version = p.current_version
						join category k on k.id = p.category_id left join item i on i.id = p.item_id
						where p.author_id = :id order by p.id
						""");
		lines(archive, viewer, "post-versions", """
				select v.post_id as post, v.version, v.title, v.body, v.tags::text as tags, v.created_at::text as created_at
				from post_version v join post p on p.id = v.post_id
				where p.author_id = :id and v.version <> p.current_version order by v.post_id, v.version
				""");
		lines(archive, viewer, "comments", """
				select c.id, c.post_id as post, c.parent_id as parent, v.version, v.body, c.state <> 'listed' as removed,
				       v.created_at::text as created_at
				from comment c join comment_version v on v.comment_id = c.id where c.author_id = :id order by c.id, v.version
				""");
		lines(archive, viewer, "bookmarks", """
				select b.post_id as post, v.title, b.created_at::text as created_at
				from bookmark b join post p on p.id = b.post_id
				join post_version v on v.post_id = p.id and v.version = p.current_version
				where b.member_id = :id and p.state = 'listed' and p.category_id = any(:readable)
				  and p.author_id <> all(:hidden)
				order by b.created_at
				""");
		lines(archive, viewer, "read-posts", """
				select r.post_id as post, r.seen_at::text as read_at
				from post_read r join post p on p.id = r.post_id
				where r.member_id = :id and p.state = 'listed' and p.category_id = any(:readable)
				  and p.author_id <> all(:hidden)
				order by r.seen_at
				""");
		lines(archive, viewer, "visits", """
				select since::text as last_visit, seen_at::text as seen_at from visit where member_id = :id
				""");
		lines(archive, viewer, "boards", """
				select k.slug as category, b.seen_at::text as seen_at, b.muted
				from board_visit b join category k on k.id = b.category_id
				where b.member_id = :id and k.id = any(:readable) order by k.id
				""");
	}

	private void lines(MemberArchive archive, Viewer viewer, String name, String sql) throws IOException {
		archive.rows(name, jdbc.sql(sql).param("id", viewer.id()).param("hidden", viewer.hidden())
				.param("readable", categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new)));
	}

	@Override
	public void withdraw(long memberId) {
		jdbc.sql("delete from bookmark where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from post_read where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from visit where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from board_visit where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from category_moderator where member_id = :id").param("id", memberId).update();
		jdbc.sql("delete from post where author_id = :id and state = 'draft'").param("id", memberId).update();
		jdbc.sql("""
				delete from post_version v using post p
				where p.id = v.post_id and p.author_id = :id and v.version <> p.current_version
				""").param("id", memberId).update();
		jdbc.sql("""
				delete from comment_version v using comment c
				where c.id = v.comment_id and c.author_id = :id and v.version <> c.current_version
				""").param("id", memberId).update();
		jdbc.sql(
				"""
						with hidden as (
						  update post set item_id = null, rating = null where author_id = :id and state in ('held', 'hidden') returning id)
						update post_version v set title = '-', body = '', tags = '{}' from hidden h where v.post_id = h.id
						""")
				.param("id", memberId).update();
		jdbc.sql(
				"""
						with removed as (
						  update comment set state = 'removed', taken_by = 'author' where author_id = :id and state <> 'listed' returning id)
						update comment_version v set body = '-' from removed r where v.comment_id = r.id
						""")
				.param("id", memberId).update();
	}
}
