package dev.madang.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.madang.platform.Rows;
import dev.madang.platform.Texts;
import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.Marked;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;
import org.springframework.stereotype.Component;

/** Books and films as they are found. */
@Component
class ItemSearch implements SearchableKind {

	private static final SearchKind KIND = SearchKind.of("item", Trait.MEANING, Trait.NAMED);

	@Override
	public SearchKind kind() {
		return KIND;
	}

	@Override
	public int rank() {
		return 3;
	}

	@Override
	public Source source() {
		return new Source(KIND, "item", """
				select i.id, i.title, array_to_string(i.creators, ', ') as creators, i.isbn13, i.description,
				       coalesce(c.post_count, 0) as post_count
				from item i left join item_count c on c.item_id = i.id where i.merged_into is null
				""", "i.id", (row, number) -> SearchEntry.named(KIND, row.getLong("id"), row.getString("title"),
				row.getString("creators") + " " + Texts.orEmpty(row.getString("isbn13")) + "\n" + row.getString("description"),
				row.getInt("post_count")));
	}

	@Override
	public Strings strings() {
		return Strings.named("select i.id from item i where i.merged_into is null", "i.id", "i.title");
	}

	@Override
	public String rows() {
		return """
				select i.id, i.title, i.kind, i.creators, i.published_on
				from item i
				where i.id = any(:ids) and i.merged_into is null
				""";
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		return Found.of(row.getLong("id"), highlights.title(row.getString("title")), Marked.NOTHING,
				"/items/" + row.getLong("id"),
				new FoundItem(row.getString("kind"), Rows.strings(row, "creators"), row.getString("published_on")));
	}

	@Override
	public Class<?> details() {
		return FoundItem.class;
	}

	@Override
	public String template() {
		return "catalog/found";
	}

	@Override
	public String address(String name, long id) {
		return "/items/" + id;
	}
}
