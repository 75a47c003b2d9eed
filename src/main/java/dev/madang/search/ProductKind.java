package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;

import dev.madang.language.Folding;
import dev.madang.market.Price;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import dev.madang.search.SearchKind.Trait;
import org.springframework.stereotype.Component;

/** Products as they are found. */
@Component
class ProductKind implements SearchableKind {

	private static final SearchKind KIND = new SearchKind("product", "product", EnumSet.of(Trait.DATED, Trait.NAMED));

	private final Markdown markdown;

	ProductKind(Markdown markdown) {
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
				""", "p.id", ProductKind::entry);
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
				""".formatted(FoundRows.LOOKED_THROUGH);
	}

	private static SearchEntry entry(ResultSet row, int number) throws SQLException {
		return new SearchEntry(KIND, row.getLong("id"), row.getLong("seller_id"), 0, 0, 0, 0, row.getString("name"),
				row.getString("description"), List.of(), Rows.instant(row, "created_at"), row.getInt("like_count"));
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var text = highlights.excerpt(markdown.words(row.getString("body")));
		var name = Folding.composed(row.getString("title"));
		return Found.product(row.getLong("id"), name, text.text(), new Found.Marks(highlights.in(name), text.spans()),
				FoundRows.author(row), Price.ofMinor(row.getLong("price"), row.getString("currency")), row.getString("status"),
				row.getInt("like_count"), Rows.instant(row, "created_at"));
	}
}
