package dev.madang.board;

import java.util.stream.IntStream;

import dev.madang.board.PostQuery.Sort;
import dev.madang.platform.Keyset;

/**
 * Composes the one statement of a list. Its heart finds ids and keys in the right order from an index; only the rows that
 * are shown are then joined to their texts, counts and people.
 *
 * <p>
 * Without another filter, each readable category gives its own first rows (lateral) and these are merged: the cost grows
 * with the number of categories and the size of a page, never with the number of posts, also for a small category beside a
 * big one. Parameters: {@code :categories}, each of them also as {@code :category0} and so on, and {@code :keyTime} or {@code :key, :keyId, :offset, :tag, :author, :item,
 * :keyword, :hidden} where the query has them.
 */
final class PostListSql {

	private final PostQuery query;

	private final Keyset part;

	private final int categories;

	private final boolean isWhole;

	private final boolean hides;

	private final boolean isIndexed;

	/**
	 * @param part after keys of the last row: whether it was pinned, its place in the order, its id
	 * @param categories how many are chosen
	 * @param isWhole whether the viewer may read every category
	 * @param hides whether there is anybody whose posts are kept from the viewer
	 * @param isIndexed whether an index has found what holds the keyword: {@code :found}, and for the authors
	 *        {@code :prefix} and {@code :prefixEnd}
	 */
	PostListSql(PostQuery query, Keyset part, int categories, boolean isWhole, boolean hides, boolean isIndexed) {
		this.query = query;
		this.part = part;
		this.categories = categories;
		this.isWhole = isWhole;
		this.hides = hides;
		this.isIndexed = isIndexed;
	}

	String page() {
		return """
				with %s
				select found.pinned_first, f.total, %s, left(v.body, 1000) as body
				from (select %s as total) f
				left join (found join post p on p.id = found.id %s) on true
				order by found.pinned_first desc, found.key desc, found.id desc
				""".formatted(query.hasPins() && !isBehindPins() ? pinsFirst() : found(), Post.COLUMNS,
				query.paging().isNumbered() ? total() : "0", Post.JOINS);
	}

	private String found() {
		return """
				found as (
				select id, false as pinned_first, key
				from (%s) as candidates
				order by key desc, id desc
				%s)
				""".formatted(rest(), part.limitFrom(":offset"));
	}

	/** The pinned posts of a category's page, few, from an index of their own, and then the others. */
	private String pinsFirst() {
		return """
				pinned as (
				select p.id, %1$s as key
				from post p %2$s
				where p.pinned and p.state = 'listed' and p.category_id = any(:categories) %3$s %4$s
				order by key desc, p.id desc
				%5$s),
				found as (
				select id, pinned_first, key
				from (
				  (select id, true as pinned_first, key from pinned order by key desc, id desc %6$s)
				  union all
				  (select id, false as pinned_first, key
				  from (%7$s) as candidates
				  order by key desc, id desc
				  %8$s)) as both_kinds
				order by pinned_first desc, key desc, id desc
				%9$s)
				""".formatted(key(), query.sort() == Sort.LATEST ? "" : "join post_count c on c.post_id = p.id", hidden(),
				afterKey("p.id"), part.limitOfEach(), part.limitFrom(":offset"), rest(),
				part.limitFrom("greatest(:offset - (select count(*) from pinned), 0)"), part.limit());
	}

	/** Whether the part begins after the last of the pinned posts. */
	private boolean isBehindPins() {
		return part.after() != null && part.key(0) == 0;
	}

	private String rest() {
		return query.isByCategory() && !isIndexed ? merged() : filtered();
	}

	/**
	 * A numbered page is far down, so its categories are merged as they are read, without sorting: a text for each number of
	 * categories.
	 */
	private String merged() {
		return query.paging().isNumbered() && categories > 0
				? Keyset.merge(IntStream.range(0, categories).mapToObj(number -> each(":category" + number)))
				: """
						select each.id, each.key
						from unnest(:categories) as chosen (id)
						cross join lateral (
						  %s) each
						""".formatted(each("chosen.id"));
	}

	private String each(String category) {
		var latest = query.sort() == Sort.LATEST;
		var needsPost = query.hasPins() || query.keyword() != null || hides;
		return """
				select %s as id, %s as key
				from %s
				where %s = %s %s %s %s
				order by key desc, id desc
				%s
				""".formatted(latest ? "p.id" : "c.post_id", key(),
				(latest ? "post p" : "post_count c" + (needsPost ? " join post p on p.id = c.post_id" : "")) + keywordJoins(),
				latest ? "p.category_id" : "c.listed_in", category, latest ? "and p.state = 'listed'" : "",
				(query.hasPins() ? "and not p.pinned" : "") + keyword() + hidden(),
				part.key(0) == 1 ? "" : afterKey(latest ? "p.id" : "c.post_id"), part.limitOfEach());
	}

	/** Of a tag, an author or an item: each order has an index, which also goes on after a key. */
	private String filtered() {
		var byCount = query.sort() != Sort.LATEST && query.tag() == null;
		return """
				select %1$s as id, %2$s as key
				from %3$s %4$s %5$s
				where %6$s %7$s
				order by key desc, id desc
				%8$s
				""".formatted(id(), key(), source(), byCount ? "join post_count c on c.post_id = p.id" : "", keywordJoins(),
				conditions(byCount && !isIndexed), afterKey(id()), part.limitOfEach());
	}

	private String id() {
		return query.tag() != null ? "t.post_id" : query.sort() == Sort.LATEST ? "p.id" : "c.post_id";
	}

	private String source() {
		var posts = isIndexed ? candidates() + " as candidate join post p on p.id = candidate.id" : "post p";
		return posts + tagJoin();
	}

	/**
	 * What the index found, and the latest here of up to twenty authors whose name begins with the keyword. The name is
	 * compared as a range, which finds it in the index also in a plan for any name.
	 */
	private String candidates() {
		var latest = query.sort() == Sort.LATEST;
		return """
				(select unnest(:found) as id
				union
				select written.id
				from (
				  select id from member where lower(name) ~>=~ :prefix and lower(name) ~<~ :prefixEnd %s %s
				  order by lower(name) using ~<~ limit 20) m
				cross join lateral (
				  select p.id from post p %s
				  where p.author_id = m.id and %s %s
				  order by p.created_at desc, p.id desc
				  %s) written)
				""".formatted(query.author() == null ? "" : "and handle = :author", hides ? "and id <> all(:hidden)" : "",
				tagJoin(),
				conditions(false), latest ? afterKey(query.tag() == null ? "p.id" : "t.post_id") : "",
				latest && !query.paging().isNumbered() ? part.limitOfEach() : "limit 1000");
	}

	private String tagJoin() {
		return query.tag() == null ? "" : " join post_tag t on t.post_id = p.id";
	}

	/** @param byCount whether an index on counts finds them: then they are asked for as it has them, so that it is used */
	private String conditions(boolean byCount) {
		var conditions = new StringBuilder(byCount
				? "c.listed_in is not null and c.listed_in = any(:categories)"
				: "p.state = 'listed' and p.category_id = any(:categories)");
		var of = byCount ? "c" : "p";
		if (query.tag() != null) {
			conditions.append(" and t.tag_id = (select id from tag where name = :tag)");
		}
		if (query.author() != null) {
			conditions.append(" and ").append(of).append(".author_id = (select id from member where handle = :author)");
		}
		if (query.item() != null) {
			conditions.append(" and ").append(of)
					.append(".item_id = (select coalesce(merged_into, id) from item where id = :item)");
		}
		return conditions.append(keyword()).append(hidden()).toString();
	}

	private String keywordJoins() {
		return query.keyword() == null || isIndexed
				? ""
				: " join post_version kv on kv.post_id = p.id and kv.version = p.current_version join member km on km.id = p.author_id";
	}

	private String keyword() {
		return query.keyword() == null || isIndexed
				? ""
				: " and (kv.title ilike :keyword or kv.body ilike :keyword or km.name ilike :keyword)";
	}

	private String hidden() {
		return hides ? " and p.author_id <> all(:hidden)" : "";
	}

	private String key() {
		var counts = query.tag() == null ? "c." : "t.";
		return switch (query.sort()) {
			case LATEST -> query.tag() == null ? "p.created_at" : "t.created_at";
			case POPULAR -> counts + "like_count";
			case DISCUSSED -> counts + "comment_count";
		};
	}

	private String afterKey(String id) {
		return part
				.after("(" + key() + ", " + id + ") < (" + (query.sort() == Sort.LATEST ? ":keyTime" : ":key") + ", :keyId)");
	}

	/** From kept counts where they say it; otherwise counted, up to ten thousand and one. */
	private String total() {
		if (query.hasPins() || query.isByCategory() && query.keyword() == null) {
			return "(select coalesce(sum(post_count), 0) from category_count where category_id = any(:categories))";
		}
		if (isWhole && query.keyword() == null && query.category() == null && query.item() == null) {
			if (query.author() != null && query.tag() == null) {
				return "coalesce((select n.post_count from member_count n join member m on m.id = n.member_id"
						+ " where m.handle = :author), 0)";
			}
			if (query.tag() != null && query.author() == null) {
				return "coalesce((select post_count from tag where name = :tag), 0)";
			}
		}
		return counted();
	}

	private String counted() {
		return "(select count(*) from (select 1 from " + source() + keywordJoins() + " where " + conditions(false)
				+ " limit 10001) as counted)";
	}
}
