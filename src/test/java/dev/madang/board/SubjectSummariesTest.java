package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Subjects;
import dev.madang.platform.Viewer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class SubjectSummariesTest {

	@Autowired
	Community community;

	@Autowired
	Subjects subjects;

	private Person author;

	private Viewer moderator;

	@BeforeEach
	void people() {
		author = community.aMember();
		var person = community.aModerator();
		moderator = new Viewer(person.id(), person.handle(), person.handle(), Role.MODERATOR, 1);
	}

	@Test
	void whatIsHiddenIsStillKnownAndComesBack() {
		var post = community.aPost().by(author).id();
		var comment = community.aComment(author, post, "**굵은** 말");
		for (var subject : List.of(new Known("post", post, "제목", "/p/" + post),
				new Known("comment", comment, "굵은 말", "/p/" + post + "#c" + comment))) {
			var kind = subjects.of(subject.kind());
			var id = subject.id();
			kind.hide(moderator, id);
			kind.hide(moderator, id);
			var hidden = kind.summaries(List.of(id)).values().iterator().next();
			assertThat(hidden.hidden()).isTrue();
			assertThat(hidden.ownerId()).isEqualTo(author.id());
			assertThat(hidden.title()).isEqualTo(subject.title());
			assertThat(hidden.address()).isEqualTo(subject.address());
			assertThat(kind.isVisible(id, Viewer.ANYBODY)).isFalse();
			kind.restore(moderator, id);
			assertThat(kind.isVisible(id, Viewer.ANYBODY)).isTrue();
		}
	}

	private record Known(String kind, long id, String title, String address) {
	}

	@Test
	void aMemberIsKnownAndCannotBeHidden() {
		var kind = subjects.of("member");
		assertThat(kind.summaries(List.of(author.id())).values()).extracting(SubjectKind.Summary::address)
				.containsExactly("/@" + author.handle());
		assertThatThrownBy(() -> kind.hide(moderator, author.id())).isInstanceOf(Problem.class);
	}

	@Test
	void nobodyButAModeratorHidesWhatIsAnothers() {
		var post = community.aPost().by(author).id();
		var other = community.aMember();
		var viewer = new Viewer(other.id(), other.handle(), other.handle(), Role.MEMBER, 1);
		assertThatThrownBy(() -> subjects.of("post").hide(viewer, post)).isInstanceOf(Problem.class);
	}
}
