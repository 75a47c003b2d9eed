package dev.madang.syndication;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import dev.madang.board.Categories;
import dev.madang.board.Post;
import dev.madang.board.PostLists;
import dev.madang.board.PostQuery;
import dev.madang.member.Members;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Sha256;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.UriUtils;

/**
 * Atom feeds (RFC 4287) of the newest posts: of the community, a board with those below it, a member. They hold what
 * anybody may read, whoever asks.
 */
@Controller
@Allow(Role.ANY)
class FeedPages {

	private static final int MOST = 30;

	private final PostLists lists;

	private final Categories categories;

	private final Members members;

	private final Atom atom;

	FeedPages(PostLists lists, Categories categories, Members members, Atom atom) {
		this.lists = lists;
		this.categories = categories;
		this.members = members;
		this.atom = atom;
	}

	@GetMapping("/feed.atom")
	@CachedForGuests
	@Nullable
	ResponseEntity<String> site(Page page, WebRequest request) {
		return feed(page, request, "/", page.name(), null, null);
	}

	@GetMapping("/c/{slug}/feed.atom")
	@CachedForGuests
	@Nullable
	ResponseEntity<String> category(Page page, WebRequest request, @PathVariable String slug) {
		var category = categories.get(slug, Viewer.ANYBODY);
		return feed(page, request, "/c/" + UriUtils.encodePathSegment(category.slug(), "UTF-8"),
				category.name() + " · " + page.name(), category.slug(), null);
	}

	@GetMapping("/@{handle}/feed.atom")
	@CachedForGuests
	@Nullable
	ResponseEntity<String> member(Page page, WebRequest request, @PathVariable String handle) {
		var member = members.get(handle);
		return feed(page, request, "/@" + UriUtils.encodePathSegment(member.handle(), "UTF-8"),
				member.name() + " · " + page.name(), null, member.handle());
	}

	/** Nothing where the reader has the feed as it is: the answer is 304 then. */
	private @Nullable ResponseEntity<String> feed(Page page, WebRequest request, String path, String title,
			@Nullable String category, @Nullable String author) {
		var posts = lists.sliceNow(
				PostQuery.of(category, null, author, null, null, null, Paging.of(MOST, null, null)).withoutPins(),
				Viewer.ANYBODY)
				.items();
		if (request.checkNotModified(tag(page.language() + title, posts))) {
			return null;
		}
		return ResponseEntity.ok().cacheControl(CacheControl.noCache()).varyBy("Cookie", "Accept-Language")
				.contentType(new MediaType(MediaType.APPLICATION_ATOM_XML, StandardCharsets.UTF_8))
				.body(atom.feed(page, path, title, posts));
	}

	private static String tag(String heading, List<Post> posts) {
		var state = new StringBuilder(heading);
		posts.forEach(post -> state.append(' ').append(post.id()).append('v').append(post.version()).append(post.categoryId())
				.append(post.author().handle()).append(post.author().name()).append(post.pictures()));
		return "W/\"" + HexFormat.of().formatHex(Sha256.of(state.toString()), 0, 12) + "\"";
	}
}
