package dev.madang.market;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;
import org.springframework.stereotype.Component;

/** Products as they are found. */
@Component
class ProductSearch implements SearchableKind {

	private static final SearchKind KIND = SearchKind.of("product", Trait.DATED, Trait.NAMED);

	private final Markdown markdown;

	ProductSearch(Markdown markdown) {
		this.markdown = markdown;
	}

	@Override
	public SearchKind kind() {
		return KIND;
	}

	@Override
	public int rank() {
		return 6;
	}

	@Override
	public Source source() {
		return new Source(KIND, "product", """
				select p.id, p.seller_id, p.name, p.description, p.created_at, c.like_count
				from product p join product_count c on c.product_id = p.id
				where p.state = 'listed'
				""", "p.id", ProductSearch::entry);
	}

	@Override
	public Strings strings() {
		return new Strings("select p.id from product p where p.state = 'listed'", "p.id", "p.name || ' ' || p.description",
				"p.seller_id", "", "p.created_at", "");
	}

	@Override
	public String rows() {
		return """
				select p.id, p.name as title, left(p.description, %d) as body, m.handle, m.name, m.picture, p.price, p.currency,
				       p.status, c.like_count, p.created_at
				from product p join product_count c on c.product_id = p.id join member m on m.id = p.seller_id
				where p.id = any(:ids) and p.state = 'listed' and p.seller_id <> all(:hidden)
				""".formatted(Highlights.LOOKED_THROUGH);
	}

	private static SearchEntry entry(ResultSet row, int number) throws SQLException {
		return new SearchEntry(new SearchEntry.Key(KIND, row.getLong("id")), row.getString("name"),
				row.getString("description"), List.of(),
				SearchEntry.Origin.of(row.getLong("seller_id"), Rows.instant(row, "created_at")), row.getInt("like_count"));
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		return Found.of(row.getLong("id"), highlights.title(row.getString("title")),
				highlights.excerpt(markdown.words(row.getString("body"))), address("", row.getLong("id")),
				new FoundProduct(Author.read(row), row.getInt("like_count"), Rows.instant(row, "created_at"),
						Price.ofMinor(row.getLong("price"), row.getString("currency")), row.getString("status")));
	}

	@Override
	public Class<?> details() {
		return FoundProduct.class;
	}

	@Override
	public String template() {
		return "market/found";
	}

	@Override
	public String address(String name, long id) {
		return "/products/" + id;
	}
}
