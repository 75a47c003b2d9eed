package dev.madang.board;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.madang.catalog.ItemCounts;
import dev.madang.catalog.Items;
import dev.madang.catalog.Review;
import dev.madang.member.MemberCounts;
import dev.madang.platform.Checks;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Copy;
import dev.madang.platform.archive.Ref;
import dev.madang.tagging.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads {@code post} lines, as they were typed. */
@Component
class PostImporter implements ArchiveImporter {

	private record Line(Ref ref, long author, long category, @Nullable Long item, @Nullable Integer rating, String title,
			String body, List<String> tags, Instant createdAt) {

		@Nullable
		Review review() {
			return item == null ? null : new Review(item, rating);
		}

		Line about(@Nullable Long other) {
			return new Line(ref, author, category, other, rating, title, body, tags, createdAt);
		}
	}

	private record TagRow(long tag, long post, Instant createdAt) {
	}

	private final Copy copy;

	private final Categories categories;

	private final MemberCounts members;

	private final Tags tags;

	private final Items items;

	private final ItemCounts counts;

	PostImporter(Copy copy, Categories categories, MemberCounts members, Tags tags, Items items, ItemCounts counts) {
		this.items = items;
		this.counts = counts;
		this.copy = copy;
		this.categories = categories;
		this.members = members;
		this.tags = tags;
	}

	@Override
	public String type() {
		return "post";
	}

	@Override
	public List<String> after() {
		return List.of("user", "category", "item");
	}

	@Override
	public List<String> tables() {
		return List.of("post", "post_version", "post_count");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		var references = new ArrayList<>(List.of(line.ref("user", "author"), line.ref("category", "category")));
		line.optionalRef("item", "item").ifPresent(references::add);
		return references;
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var posts = aboutWhatTheyStandFor(batch.read(lines, line -> read(line, batch)));
		var ids = copy.ids("post", posts.size()).iterator();
		posts.forEach(post -> batch.put(post.ref(), ids.next()));
		copy.into("post (id, author_id, category_id, item_id, rating, created_at, updated_at)", posts,
				(post, row) -> row.add(batch.id(post.ref())).add(post.author()).add(post.category()).add(post.item())
						.add(post.rating()).add(post.createdAt()).add(post.createdAt()));
		copy.into("post_version (post_id, version, editor_id, title, body, tags, created_at)", posts,
				(post, row) -> row.add(batch.id(post.ref())).add(1).add(post.author()).add(post.title()).add(post.body())
						.add(post.tags()).add(post.createdAt()));
		copy.into("post_count (post_id, listed_in, author_id, item_id, tagged)", posts,
				(post, row) -> row.add(batch.id(post.ref())).add(post.category()).add(post.author()).add(post.item())
						.add(!post.tags().isEmpty()));
		count(posts);
		tag(posts, batch);
		counts.change(List.of(), posts.stream().map(Line::review).filter(Objects::nonNull).toList());
		return posts.size();
	}

	/** Of duplicates that were merged since they were imported, the posts are about the ones that stay. */
	private List<Line> aboutWhatTheyStandFor(List<Line> posts) {
		var held = items.hold(posts.stream().map(Line::item).filter(Objects::nonNull).collect(Collectors.toSet()));
		return posts.stream().map(post -> post.item() == null ? post : post.about(held.get(post.item()))).toList();
	}

	private static Line read(ArchiveLine line, Batch batch) {
		var checks = new Checks();
		var tags = Tags.tidy(line.texts("tags", 10, 30), checks);
		if (!checks.passed()) {
			throw new ArchiveLine.Bad("field \"tags\" must hold at most 10 tags of 1 to 30 characters without commas");
		}
		var body = line.text("body", 0, PostForm.MOST_BYTES);
		if (body.getBytes(StandardCharsets.UTF_8).length > PostForm.MOST_BYTES) {
			throw new ArchiveLine.Bad("field \"body\" is longer than 1 MB");
		}
		return new Line(line.ref(), batch.id(line.ref("user", "author")), batch.id(line.ref("category", "category")),
				line.optionalRef("item", "item").map(batch::id).orElse(null), line.number("rating", 1, 10).orElse(null),
				line.text("title", 1, 200), body, tags, line.time("createdAt"));
	}

	/** In the order in which everybody takes these rows: categories, members. */
	private void count(List<Line> posts) {
		var byCategory = new TreeMap<Long, Integer>();
		var byAuthor = new TreeMap<Long, Integer>();
		for (var post : posts) {
			byCategory.merge(post.category(), 1, Integer::sum);
			byAuthor.merge(post.author(), 1, Integer::sum);
		}
		byCategory.forEach(categories::countPosts);
		members.countPosts(byAuthor);
	}

	private void tag(List<Line> posts, Batch batch) {
		Map<String, Integer> changes = new HashMap<>();
		posts.forEach(post -> post.tags().forEach(tag -> changes.merge(tag, 1, Integer::sum)));
		var ids = tags.count(changes);
		var rows = posts.stream().flatMap(
				post -> post.tags().stream()
						.map(tag -> new TagRow(ids.getOrDefault(tag, 0L), batch.id(post.ref()), post.createdAt())))
				.toList();
		copy.into("post_tag (tag_id, post_id, created_at)", rows,
				(tag, row) -> row.add(tag.tag()).add(tag.post()).add(tag.createdAt()));
	}
}
