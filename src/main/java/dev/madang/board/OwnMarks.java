package dev.madang.board;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.madang.platform.Viewer;

/** What a member has marked among posts and comments that were read for everybody, with one statement for all of them. */
@Component
class OwnMarks {

	/** Ids of posts. */
	record OfPosts(Set<Long> liked, Set<Long> bookmarked) {

		static final OfPosts NONE = new OfPosts(Set.of(), Set.of());

		Post on(Post post) {
			return post.markedBy(liked.contains(post.id()), bookmarked.contains(post.id()));
		}
	}

	private final JdbcClient jdbc;

	OwnMarks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	OfPosts onPosts(Viewer viewer, Collection<Long> ids) {
		var marks = new OfPosts(new HashSet<>(), new HashSet<>());
		if (!ids.isEmpty()) {
			jdbc.sql("""
					select subject_id as id, true as is_like from reaction
					where kind = 'post' and member_id = :viewer and subject_id = any(:ids)
					union all
					select post_id, false from bookmark where member_id = :viewer and post_id = any(:ids)
					""").param("viewer", viewer.id()).param("ids", ids.toArray(Long[]::new))
					.query(row -> {
						(row.getBoolean("is_like") ? marks.liked() : marks.bookmarked()).add(row.getLong("id"));
					});
		}
		return marks;
	}

	/** Ids of those that the viewer likes. */
	Set<Long> onComments(Viewer viewer, Collection<Long> ids) {
		return ids.isEmpty()
				? Set.of()
				: jdbc.sql(
						"""
								select subject_id from reaction where kind = 'comment' and member_id = :viewer and subject_id = any(:ids)
								""")
						.param("viewer", viewer.id()).param("ids", ids.toArray(Long[]::new)).query(Long.class).set();
	}
}
