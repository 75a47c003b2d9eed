package dev.madang.site;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.board.Post;
import dev.madang.board.VisibleTags;
import dev.madang.board.Visits;
import dev.madang.follow.Follows;
import dev.madang.member.Author;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import dev.madang.recommendation.FrontPage;
import dev.madang.tagging.TagFollows;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody new may choose to read: boards, tags that many posts have, and people who are read now. */
@Component
public class Interests {

	/** Somebody who writes, with the title of what they are read for. */
	public record Person(long id, Author author, String title) {
	}

	private static final int POSTS = 60;

	private final Categories categories;

	private final Visits visits;

	private final VisibleTags tags;

	private final TagFollows tagFollows;

	private final FrontPage frontPage;

	private final Follows follows;

	Interests(Categories categories, Visits visits, VisibleTags tags, TagFollows tagFollows, FrontPage frontPage,
			Follows follows) {
		this.categories = categories;
		this.visits = visits;
		this.tags = tags;
		this.tagFollows = tagFollows;
		this.frontPage = frontPage;
		this.follows = follows;
	}

	List<Category> boards(Viewer member) {
		return categories.tree().readable(member);
	}

	List<String> tags(Viewer member, int most) {
		return tags.beginningWith("", member, Paging.of(most, null, null)).items().stream().map(VisibleTags.Tag::name).toList();
	}

	List<Person> people(Viewer member, int most) {
		var seen = new HashSet<Long>();
		return frontPage.slice(member, Paging.of(POSTS, null, null)).items().stream()
				.filter(post -> isSomebodyElse(post, member) && seen.add(post.authorId()))
				.map(post -> new Person(post.authorId(), post.author(), post.title())).limit(most).toList();
	}

	private static boolean isSomebodyElse(Post post, Viewer member) {
		return !member.is(post.authorId()) && !Author.isWithdrawn(post.author().handle());
	}

	/** Whether a member follows nobody and no tag. */
	boolean hasNone(Viewer member) {
		return !follows.followsAnybody(member) && !tagFollows.followsAny(member);
	}

	/**
	 * Takes what a member has chosen; of the boards that were offered, the others are muted. Whom or what there is no longer is
	 * left out.
	 *
	 * @param offered slugs
	 * @param boards slugs
	 * @param people handles
	 */
	@Transactional
	public void choose(Viewer member, Set<String> offered, Set<String> boards, Set<String> tags, Set<String> people) {
		var isChosen = boards(member).stream().filter(board -> offered.contains(board.slug()))
				.collect(Collectors.partitioningBy(
						board -> boards.contains(board.slug()), Collectors.mapping(Category::id, Collectors.toList())));
		isChosen.forEach((chosen, ids) -> visits.mute(member, ids, !chosen));
		tags.forEach(tag -> unlessGone(() -> tagFollows.follow(member, tag)));
		people.forEach(handle -> unlessGone(() -> follows.follow(member, handle)));
	}

	private static void unlessGone(Runnable choice) {
		try {
			choice.run();
		}
		catch (Problem problem) {
			if (problem.status() != 404) {
				throw problem;
			}
		}
	}

	Set<Long> muted(Viewer member) {
		return visits.muted(member);
	}
}
