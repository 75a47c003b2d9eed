package dev.madang.recommendation.web;

import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.board.Post;
import dev.madang.board.Visits;
import dev.madang.board.web.PostRows;
import dev.madang.member.Author;
import dev.madang.member.Members;
import dev.madang.member.SignUpMode;
import dev.madang.page.Page;
import dev.madang.page.Welcome;
import dev.madang.platform.Paging;
import dev.madang.platform.Viewer;
import dev.madang.recommendation.FrontPage;
import gg.jte.Content;
import org.springframework.stereotype.Component;

/** What guests meet first: whose place this is, who is here, what they talk about, and how one takes part. */
@Component
class Gate implements Welcome {

	private static final int POSTS = 3;

	private static final int FACES = 5;

	/**
	 * @param members how many there are
	 * @param today how many of them were here today
	 */
	record People(int members, int today) {
	}

	private final FrontPage frontPage;

	private final PostRows rows;

	private final SignUpMode signUp;

	private final LoadingCache<String, People> people;

	Gate(FrontPage frontPage, PostRows rows, SignUpMode signUp, Members members, Visits visits) {
		this.frontPage = frontPage;
		this.rows = rows;
		this.signUp = signUp;
		this.people = Caffeine.newBuilder().refreshAfterWrite(Duration.ofMinutes(1)).expireAfterWrite(Duration.ofMinutes(10))
				.build(all -> new People(members.count(), visits.today()));
	}

	@Override
	public Content welcome(Page page) {
		if (page.viewer().isMember()) {
			return NOTHING;
		}
		var posts = frontPage.slice(Viewer.ANYBODY, Paging.of(20, null, null)).items();
		var shown = rows.of(posts.stream().limit(POSTS).toList(), Viewer.ANYBODY);
		return page.part("recommendation/gate", "posts", shown, "faces", faces(posts), "members", people.get("").members(),
				"today", people.get("").today(), "signUp",
				signUp.mode());
	}

	private static List<Author> faces(List<Post> posts) {
		return posts.stream().map(Post::author).filter(author -> !Author.isWithdrawn(author.handle())).distinct().limit(FACES)
				.toList();
	}
}
