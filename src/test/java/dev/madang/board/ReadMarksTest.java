package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where a member left off is known at once, kept, and nobody else's. */
@MadangTest
class ReadMarksTest {

	@Autowired
	Community community;

	@Autowired
	ReadMarks marks;

	@Autowired
	Statements statements;

	private static Viewer viewer(Person person) {
		return new Viewer(person.id(), person.handle(), person.handle(), Role.MEMBER, 1);
	}

	private int unread(Person reader, long post, int comments) {
		return marks.of(viewer(reader), List.of(post, post + 1)).values().stream()
				.mapToInt(mark -> mark.unreadOf(comments)).sum();
	}

	@Test
	void whatIsNewSinceTheLastReadingIsCounted() {
		var reader = community.aMember();
		var other = community.aMember();
		var post = community.aPost().id();
		community.aComment(other, post, "하나");
		assertThat(marks.of(viewer(reader), List.of(post))).isEmpty();
		new Browser(community).signedIn(reader).get("/p/" + post);
		community.aComment(other, post, "둘");
		community.aComment(other, post, "셋");
		assertThat(unread(reader, post, 3)).isEqualTo(2);
		marks.flush();
		assertThat(unread(reader, post, 3)).as("kept").isEqualTo(2);
		new Browser(community).signedIn(reader).get("/p/" + post);
		assertThat(unread(reader, post, 3)).isZero();
		marks.flush();
		assertThat(unread(reader, post, 3)).as("kept again").isZero();
		assertThat(unread(reader, post, 2)).as("one was deleted since").isZero();
	}

	@Test
	void whatCameWhileOneWroteIsStillNew() {
		var reader = community.aMember();
		var post = community.aPost().id();
		var browser = new Browser(community).signedIn(reader);
		browser.get("/p/" + post);
		community.aComment(community.aMember(), post, "그 사이에");
		var written = community.aComment(reader, post, "내 댓글");
		marks.added(viewer(reader), post, 2);
		assertThat(written).isPositive();
		assertThat(unread(reader, post, 2)).isEqualTo(1);
		marks.flush();
		assertThat(unread(reader, post, 2)).as("kept").isEqualTo(1);
	}

	@Test
	void marksOfMoreThanAYearAgoAreForgotten() {
		var reader = community.aMember();
		var post = community.aPost().id();
		new Browser(community).signedIn(reader).get("/p/" + post);
		marks.flush();
		marks.forgetOld();
		assertThat(marks.of(viewer(reader), List.of(post))).hasSize(1);
		community.jdbc().sql("update post_read set seen_at = now() - interval '367 days' where member_id = :id")
				.param("id", reader.id()).update();
		marks.forgetOld();
		assertThat(marks.of(viewer(reader), List.of(post))).isEmpty();
	}

	@Test
	void nobodyHasTheMarksOfAnother() {
		var reader = community.aMember();
		var other = community.aMember();
		var post = community.aPost().id();
		new Browser(community).signedIn(reader).get("/p/" + post);
		for (var flushed : List.of(false, true)) {
			if (flushed) {
				marks.flush();
			}
			assertThat(marks.of(viewer(reader), List.of(post))).hasSize(1);
			assertThat(marks.of(viewer(other), List.of(post))).isEmpty();
			assertThat(marks.of(Viewer.ANYBODY, List.of(post))).isEmpty();
		}
	}

	@Test
	void whatABrowserFetchesAheadIsNotReadNorIsADraft() {
		var reader = community.aMember();
		var post = community.aPost().id();
		var draft = community.aPost().by(reader).draft().id();
		var session = community.aSession(reader);
		for (var purpose : List.of("prefetch", "prefetch;prerender")) {
			assertThat(community.anybody().header("Accept", "text/html").header("Cookie", "madang=" + session)
					.header("Sec-Purpose", purpose).get("!/p/" + post).status()).isEqualTo(200);
		}
		new Browser(community).signedIn(reader).get("/p/" + draft);
		assertThat(marks.of(viewer(reader), List.of(post, draft))).isEmpty();
		assertThat(community.anybody().get("/posts/" + post).json().at("/viewCount").asInt()).as("this view alone")
				.isEqualTo(1);
	}

	@Test
	void aPostThatIsGoneKeepsNobodyElsesMarksWaiting() {
		var reader = community.aMember();
		var gone = community.aPost().id();
		var post = community.aPost().id();
		for (var each : List.of(gone, post)) {
			new Browser(community).signedIn(reader).get("/p/" + each);
		}
		community.jdbc().sql("delete from post where id = :id").param("id", gone).update();
		marks.flush();
		assertThat(community.jdbc().sql("select post_id from post_read where member_id = :id").param("id", reader.id())
				.query(Long.class).list()).containsExactly(post);
	}

	@Test
	void readingWritesNothingWithinTheRequest() {
		var browser = new Browser(community).signedIn(community.aMember());
		var post = community.aPost().id();
		browser.get("/p/" + post);
		statements.take();
		browser.get("/p/" + post);
		assertThat(statements.take()).noneMatch(text -> text.matches("(?s).*(insert into|update \\w+ set).*"));
	}
}
