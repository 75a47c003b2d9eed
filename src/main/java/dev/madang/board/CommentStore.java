package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.madang.board.CommentInsert.Draft;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.media.Media;
import dev.madang.moderation.Screening;
import dev.madang.platform.Batches;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stores new comments: plain ones together with those that come at the same time, others alone, after it was decided whether they may be. */
@Component
class CommentStore {

	/** Where a comment is to go. */
	record Place(long categoryId, long authorId, ContentState state, boolean locked, @Nullable Long parentPost,
			List<Long> parentPath, boolean parentRemoved) {

		static Place read(ResultSet row, int number) throws SQLException {
			var parentPost = Rows.optionalLong(row, "parent_post");
			return new Place(row.getLong("category_id"), row.getLong("author_id"),
					ContentState.of(row.getString("state")), row.getBoolean("locked"), parentPost,
					parentPost == null ? List.of() : Rows.longs(row, "parent_path"), row.getBoolean("parent_removed"));
		}
	}

	private final JdbcClient jdbc;

	private final CommentInsert insert;

	private final Batches<Draft, Comment> batches;

	private final Screening screening;

	private final Media media;

	CommentStore(JdbcClient jdbc, CommentInsert insert, Screening screening, Media media) {
		this.jdbc = jdbc;
		this.insert = insert;
		batches = new Batches<>(insert::storeTogether);
		this.screening = screening;
		this.media = media;
	}

	/** @throws Problem 404 if there is no such post */
	Place place(Long[] hidden, long postId, @Nullable Long parentId) {
		return jdbc
				.sql("""
						select p.category_id, p.author_id, p.state, p.locked, c.post_id as parent_post, c.path as parent_path,
						       coalesce(c.state <> 'listed' or c.author_id = any(:hidden), false) as parent_removed
						from post p left join comment c on c.id = :parent
						where p.id = :post
						""")
				.param("post", postId).param("parent", parentId).param("hidden", hidden).query(Place::read)
				.optional().orElseThrow(Problem::notFound);
	}

	/** @return nothing where something is in its way, so that it is to be decided and stored alone */
	Optional<Comment> storeTogether(Draft draft) {
		return TransactionSynchronizationManager.isActualTransactionActive() ? Optional.empty() : batches.store(draft);
	}

	/** With what a text may bring besides: pictures, a count of what a newcomer writes, a case for moderators. */
	@Transactional
	public Comment storeWithMore(Draft draft) {
		var viewer = draft.viewer();
		var verdict = screening.check(viewer, "comment", draft.body(), "body");
		var comment = store(verdict.holdsForReview() ? draft.at(Step.HELD) : draft);
		var subject = new Subject("comment", comment.id());
		media.attach(viewer, subject, null, "", draft.body(), "body");
		if (verdict.holdsForReview()) {
			screening.holdForReview(viewer, subject, verdict.why());
		}
		return comment;
	}

	/** @throws Problem 404 if its post or its parent went meanwhile */
	Comment store(Draft draft) {
		return insert.storeAlone(draft).orElseThrow(Problem::notFound);
	}
}
