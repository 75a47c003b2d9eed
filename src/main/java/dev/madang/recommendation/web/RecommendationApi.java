package dev.madang.recommendation.web;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.board.PostReading;
import dev.madang.board.web.PostJson;
import dev.madang.board.web.PostView;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Languages;
import dev.madang.recommendation.Because;
import dev.madang.recommendation.FrontPage;
import dev.madang.recommendation.PostSuggestions;
import dev.madang.recommendation.Reasons;
import dev.madang.recommendation.RelatedPosts;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Posts that somebody may like next, what belongs together, and what everybody talks about. */
@RestController
@RequestMapping("/api/v1")
@Allow(Role.MEMBER)
@Tag(name = "Recommendations")
class RecommendationApi {

	private final PostSuggestions posts;

	private final RelatedPosts related;

	private final FrontPage frontPage;

	private final PostReading reading;

	private final PostView view;

	private final Reasons reasons;

	RecommendationApi(PostSuggestions posts, RelatedPosts related, FrontPage frontPage, PostReading reading, PostView view,
			Reasons reasons) {
		this.posts = posts;
		this.related = related;
		this.frontPage = frontPage;
		this.reading = reading;
		this.view = view;
		this.reasons = reasons;
	}

	@GetMapping("/recommendations")
	Slice<RecommendedPost> posts(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer, HttpServletRequest request) {
		return posts.forMember(viewer, Paging.of(limit, cursor, null)).map(each -> new RecommendedPost(
				view.row(each.thing(), viewer), reason(each.because(), "post", request)));
	}

	/** The recommended posts as rows of GET /posts, each with its reason. */
	@GetMapping("/feed/personal")
	Slice<PersonalRow> personal(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer, HttpServletRequest request) {
		return posts.forMember(viewer, Paging.of(limit, cursor, null)).map(each -> new PersonalRow(
				view.row(each.thing(), viewer), reason(each.because(), "post", request)));
	}

	/** The front page: points / (hours + 2)^1.8, where points are likes and half as much for each comment. */
	@GetMapping("/feed/popular")
	@CachedForGuests
	@Allow(Role.ANY)
	Slice<PostJson> popular(@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor, Viewer viewer) {
		return frontPage.slice(viewer, Paging.of(limit, cursor, null)).map(post -> view.row(post, viewer));
	}

	/** At most a hundred; there is no further part. */
	@GetMapping("/posts/{id}/related")
	@CachedForGuests
	@Allow(Role.ANY)
	Slice<RecommendedPost> relatedPosts(@PathVariable long id, @RequestParam(required = false) @Nullable Integer limit,
			Viewer viewer, HttpServletRequest request) {
		var found = related.to(reading.get(id, viewer), viewer, Paging.of(limit, null, null).limit());
		return new Slice<>(found.stream().map(each -> new RecommendedPost(view.row(each.thing(), viewer),
				reason(each.because(), "related", request))).toList(), null);
	}

	private ReasonJson reason(Because because, String thing, HttpServletRequest request) {
		return new ReasonJson(because.kind(), reasons.text(because, thing, Languages.of(request)));
	}
}
