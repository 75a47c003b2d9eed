package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.madang.platform.Rows;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/** The sources of all kinds. */
final class Sources {

	static final List<Source> ALL = List.of(new Source(SearchKind.TAG, "tag", """
			select t.id, t.name, t.post_count from tag t where t.post_count > 0
			""", "t.id", (row, number) -> plain(SearchKind.TAG, row, row.getString("name"), "", row.getInt("post_count"))),
			new Source(SearchKind.ITEM, "item", """
					select i.id, i.title, array_to_string(i.creators, ', ') as creators, i.isbn13, i.description,
					       coalesce(c.post_count, 0) as post_count
					from item i left join item_count c on c.item_id = i.id where i.merged_into is null
					""", "i.id",
					(row, number) -> plain(SearchKind.ITEM, row, row.getString("title"),
							row.getString("creators") + " " + Texts.orEmpty(row.getString("isbn13")) + "\n"
									+ row.getString("description"),
							row.getInt("post_count"))),
			new Source(SearchKind.USER, "member", """
					select m.id, m.handle, m.name, m.bio, c.follower_count
					from member m left join member_count c on c.member_id = m.id
					where m.withdrawn_at is null
					  and not exists (select 1 from member_state s
					                  where s.member_id = m.id and s.state = 'dormant' and s.ended_at is null)
					""", "m.id", Sources::user), new Source(SearchKind.PRODUCT, "product", """
					select p.id, p.seller_id, p.name, p.description, p.created_at, c.like_count
					from product p join product_count c on c.product_id = p.id
					where p.state = 'listed'
					""", "p.id", Sources::product), new Source(SearchKind.POST, "post", """
					select p.id, p.author_id, p.category_id, p.item_id, v.title, left(v.body, %d) as body, v.tags, p.created_at
					from post p join post_version v on v.post_id = p.id and v.version = p.current_version
					where p.state = 'listed'
					""".formatted(Source.LONGEST_BODY), "p.id", Sources::post), new Source(SearchKind.COMMENT, "comment", """
					select c.id, c.author_id, p.category_id, c.post_id, p.author_id as post_author, v.body, c.created_at
					from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
					join post p on p.id = c.post_id
					where c.state = 'listed' and p.state = 'listed'
					""", "c.id", Sources::comment));

	private static final Map<SearchKind, Source> BY_KIND = ALL.stream()
			.collect(Collectors.toMap(Source::kind, Function.identity()));

	private Sources() {
	}

	static Source of(SearchKind kind) {
		return java.util.Objects.requireNonNull(BY_KIND.get(kind));
	}

	private static SearchEntry plain(SearchKind kind, ResultSet row, String title, String body, int weight)
			throws SQLException {
		return new SearchEntry(kind, row.getLong("id"), 0, 0, 0, 0, 0, title, body, List.of(), java.time.Instant.EPOCH, weight);
	}

	private static SearchEntry user(ResultSet row, int number) throws SQLException {
		var name = row.getString("name");
		var handle = row.getString("handle");
		return new SearchEntry(SearchKind.USER, row.getLong("id"), row.getLong("id"), 0, 0, 0, 0,
				name.equals(handle) ? name : name + " @" + handle, row.getString("bio"), List.of(), java.time.Instant.EPOCH,
				row.getInt("follower_count"));
	}

	private static SearchEntry product(ResultSet row, int number) throws SQLException {
		return new SearchEntry(SearchKind.PRODUCT, row.getLong("id"), row.getLong("seller_id"), 0, 0, 0, 0,
				row.getString("name"),
				row.getString("description"), List.of(), Rows.instant(row, "created_at"), row.getInt("like_count"));
	}

	private static SearchEntry post(ResultSet row, int number) throws SQLException {
		return new SearchEntry(SearchKind.POST, row.getLong("id"), row.getLong("author_id"), row.getLong("category_id"), 0, 0,
				orZero(Rows.optionalLong(row, "item_id")), row.getString("title"), row.getString("body"),
				Rows.strings(row, "tags"), Rows.instant(row, "created_at"), 0);
	}

	private static SearchEntry comment(ResultSet row, int number) throws SQLException {
		return new SearchEntry(SearchKind.COMMENT, row.getLong("id"), row.getLong("author_id"), row.getLong("category_id"),
				row.getLong("post_id"), row.getLong("post_author"), 0, "", row.getString("body"), List.of(),
				Rows.instant(row, "created_at"), 0);
	}

	private static long orZero(@Nullable Long id) {
		return id == null ? 0 : id;
	}
}
