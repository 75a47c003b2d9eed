package dev.madang.chat;

import java.util.List;

import dev.madang.follow.Follows;
import dev.madang.member.Member;
import dev.madang.member.Members;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may write to whom, and whose first message is a request that waits until it is accepted. */
@Component
public class FirstContact {

	private static final String EVERYBODY = "everybody";

	private static final String FOLLOWED = "followed";

	private static final String NOBODY = "nobody";

	private final JdbcClient jdbc;

	private final Members members;

	private final Follows follows;

	private final Subjects subjects;

	FirstContact(JdbcClient jdbc, Members members, Follows follows, Subjects subjects) {
		this.jdbc = jdbc;
		this.members = members;
		this.follows = follows;
		this.subjects = subjects;
	}

	/**
	 * Somebody else, to whom the viewer may write.
	 *
	 * @throws Problem 404, 422 {@code yourself}, 403 {@code takes-no-messages}
	 */
	Member other(Viewer viewer, String handle) {
		var other = somebodyElse(viewer, handle);
		requireTaken(viewer, other);
		return other;
	}

	/** @throws Problem 404, 422 {@code yourself} */
	Member somebodyElse(Viewer viewer, String handle) {
		var other = members.get(handle);
		if (viewer.is(other.id())) {
			throw Problem.invalid("members", "yourself");
		}
		return other;
	}

	/** @throws Problem 403 {@code takes-no-messages} */
	void requireTaken(Viewer viewer, Member other) {
		if (!takes(viewer, other.id())) {
			throw Problem.forbidden("takes-no-messages");
		}
	}

	/** Whether somebody takes a first message from the viewer, be it as a request. */
	public boolean takes(Viewer viewer, long member) {
		if (viewer.standing().hidden().contains(member)) {
			return false;
		}
		return viewer.isModerator() || switch (takesFrom(member)) {
			case NOBODY -> false;
			case FOLLOWED -> follows.isFollowedBy(viewer, member);
			default -> true;
		};
	}

	/** From whom a member takes a first message: everybody, those whom they follow (followed), or nobody. */
	public String takesFrom(long member) {
		return jdbc.sql("select takes_from from message_preference where member_id = :id").param("id", member)
				.query(String.class).optional().orElse(EVERYBODY);
	}

	/** @throws Problem 422 for a word that is none of the three */
	@Transactional
	public void takeFrom(Viewer viewer, @Nullable String whom) {
		if (!List.of(EVERYBODY, FOLLOWED, NOBODY).contains(Texts.orEmpty(whom))) {
			throw Problem.invalid("takesFrom", "unknown-takes-from");
		}
		jdbc.sql("""
				insert into message_preference (member_id, takes_from) values (:id, :whom)
				on conflict (member_id) do update set takes_from = excluded.takes_from
				""").param("id", viewer.id()).param("whom", whom).update();
	}

	/** Whether a first message is no request: to whoever follows the viewer, of a moderator, or about what they offer themselves. */
	boolean isExpected(Viewer viewer, Member other, @Nullable Subject about) {
		return viewer.isModerator() || follows.isFollowedBy(viewer, other.id()) || about != null && offers(other, about);
	}

	private boolean offers(Member member, Subject about) {
		var summary = "product".equals(about.kind())
				? subjects.of(about.kind()).summaries(List.of(about.id())).get(about.id())
				: null;
		return summary != null && summary.ownerId() == member.id();
	}
}
