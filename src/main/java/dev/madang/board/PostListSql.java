package dev.madang.board;

import dev.madang.board.PostQuery.Sort;

/**
 * Composes the one statement of a list. Its heart finds ids and keys in the right order from an index; only the rows that
 * are shown are then joined to their texts, counts and people.
 *
 * <p>
 * Without another filter, each readable category gives its own first rows (lateral) and these are merged: the cost grows
 * with the number of categories and the size of a page, never with the number of posts, also for a small category beside a
 * big one. Parameters: {@code :categories, :keyTime or :key, :keyId, :keyPinned, :after, :most, :limit, :offset}, and
 * {@code :tag, :author, :item, :keyword, :hidden} where the query has them.
 */
final class PostListSql {

	private final PostQuery query;

	private final boolean hides;

	private final boolean isIndexed;

	/**
	 * @param hides whether there is anybody whose posts are kept from the viewer
	 * @param isIndexed whether an index has found what holds the keyword: {@code :found}, and for the authors
	 *        {@code :prefix} and {@code :prefixEnd}
	 */
	PostListSql(PostQuery query, boolean hides, boolean isIndexed) {
		this.query = query;
		this.hides = hides;
		this.isIndexed = isIndexed;
	}

	String page() {
		return """
				with found as (
				select id, pinned_first, key
				from (%s) as candidates
				order by pinned_first desc, key desc, id desc
				limit :limit offset :offset)
				select found.pinned_first, f.total, %s, left(v.body, 1000) as body
				from (select %s as total) f
				left join (found join post p on p.id = found.id %s) on true
				order by found.pinned_first desc, found.key desc, found.id desc
				""".formatted(query.hasPins() ? pinned() + "\nunion all\n" + rest() : rest(), Post.COLUMNS,
				query.paging().isNumbered() ? total() : "0", Post.JOINS);
	}

	/** The pinned posts of a category's page: few, from an index of their own. */
	private String pinned() {
		return """
				(select p.id, true as pinned_first, %s as key
				from post p join post_count c on c.post_id = p.id
				where p.pinned and p.state = 'listed' and p.category_id = any(:categories) %s
				  and (not :after or :keyPinned and %s)
				order by key desc, p.id desc
				limit :most)
				""".formatted(key(), hidden(), afterKey("p.id"));
	}

	private String rest() {
		return query.isByCategory() && !isIndexed ? merged() : filtered();
	}

	private String merged() {
		var latest = query.sort() == Sort.LATEST;
		return """
				(select each.id, false as pinned_first, each.key
				from unnest(:categories) as chosen (id)
				cross join lateral (
				  select %s as id, %s as key
				  from %s
				  where %s = chosen.id %s %s and (not :after or :keyPinned or %s)
				  order by key desc, id desc
				  limit :most) each)
				""".formatted(latest ? "p.id" : "c.post_id", key(),
				(latest
						? "post p"
						: "post_count c"
								+ (query.hasPins() || query.keyword() != null || hides
										? " join post p on p.id = c.post_id"
										: ""))
						+ keywordJoins(),
				latest ? "p.category_id" : "c.listed_in", latest ? "and p.state = 'listed'" : "",
				(query.hasPins() ? "and not p.pinned" : "") + keyword() + hidden(), afterKey(latest ? "p.id" : "c.post_id"));
	}

	private String filtered() {
		return """
				(select p.id, false as pinned_first, %s as key
				from %s join post_count c on c.post_id = p.id %s
				where %s and (not :after or %s)
				order by key desc, id desc
				limit :most)
				""".formatted(key(), source(), keywordJoins(), conditions(), afterKey("p.id"));
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
				  limit %s) written)
				""".formatted(query.author() == null ? "" : "and handle = :author", hides ? "and id <> all(:hidden)" : "",
				tagJoin(),
				conditions(), latest ? "and (not :after or " + afterKey("p.id") + ")" : "",
				latest && !query.paging().isNumbered() ? ":most" : "1000");
	}

	private String tagJoin() {
		return query.tag() == null ? "" : " join post_tag t on t.post_id = p.id";
	}

	private String conditions() {
		var conditions = new StringBuilder("p.state = 'listed' and p.category_id = any(:categories)");
		if (query.tag() != null) {
			conditions.append(" and t.tag_id = (select id from tag where name = :tag)");
		}
		if (query.author() != null) {
			conditions.append(" and p.author_id = (select id from member where handle = :author)");
		}
		if (query.item() != null) {
			conditions.append(" and p.item_id = (select coalesce(merged_into, id) from item where id = :item)");
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
		return switch (query.sort()) {
			case LATEST -> query.tag() == null ? "p.created_at" : "t.created_at";
			case POPULAR -> "c.like_count";
			case DISCUSSED -> "c.comment_count";
		};
	}

	private String afterKey(String id) {
		return "(" + key() + ", " + id + ") < (" + (query.sort() == Sort.LATEST ? ":keyTime" : ":key") + ", :keyId)";
	}

	/** From kept counts where they say it; otherwise counted, up to ten thousand and one. */
	private String total() {
		if (query.hasPins() || query.isByCategory() && query.keyword() == null) {
			return "(select coalesce(sum(post_count), 0) from category_count where category_id = any(:categories))";
		}
		if (query.keyword() == null && query.category() == null && query.item() == null) {
			if (query.author() != null && query.tag() == null) {
				return "case when :whole then coalesce((select n.post_count from member_count n join member m on m.id = n.member_id"
						+ " where m.handle = :author), 0) else " + counted() + " end";
			}
			if (query.tag() != null && query.author() == null) {
				return "case when :whole then coalesce((select post_count from tag where name = :tag), 0) else " + counted()
						+ " end";
			}
		}
		return counted();
	}

	private String counted() {
		return "(select count(*) from (select 1 from " + source() + keywordJoins() + " where " + conditions()
				+ " limit 10001) as counted)";
	}
}
