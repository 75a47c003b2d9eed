package dev.madang.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import dev.madang.board.Comment;
import dev.madang.member.Author;
import org.junit.jupiter.api.Test;

class CommentViewTest {

	private static CommentView view(long author, boolean removed, Long... path) {
		var id = path[path.length - 1];
		return new CommentView(
				new Comment(id, 1, null, path.length - 1, author, new Author("m" + author, "m" + author, null), "", 0,
						false, removed, false, 1, Instant.EPOCH, Instant.EPOCH, Arrays.asList(path)),
				"", false, List.of());
	}

	private static String shape(List<CommentView> branches) {
		return String.join(" ", branches.stream()
				.map(view -> view.comment().id() + (view.replies().isEmpty() ? "" : "(" + shape(view.replies()) + ")"))
				.toList());
	}

	@Test
	void repliesAreBelowWhatTheyAnswer() {
		var branches = CommentView.branches(List.of(view(1, false, 1L), view(1, false, 1L, 2L), view(1, false, 1L, 2L, 3L),
				view(1, false, 1L, 4L), view(1, false, 5L)));
		assertThat(shape(branches)).isEqualTo("1(2(3) 4) 5");
		assertThat(branches.getFirst().count()).isEqualTo(3);
	}

	@Test
	void aPartOfAThreadMayBeginWithinABranch() {
		assertThat(shape(
				CommentView.branches(List.of(view(1, false, 1L, 2L, 3L), view(1, false, 1L, 4L), view(1, false, 1L, 4L, 6L),
						view(1, false, 7L)))))
				.isEqualTo("3 4(6) 7");
	}

	@Test
	void onlyWhatEverybodyMayReadMakesOneTakePart() {
		assertThat(
				CommentView.participants(List.of(view(1, true, 1L), view(2, false, 2L), view(3, true, 3L), view(2, false, 4L),
						view(1, false, 5L))).stream().map(each -> each.author().handle() + each.commentId()))
				.containsExactly("m22", "m15");
	}
}
