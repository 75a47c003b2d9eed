package dev.madang.market;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Copy;
import dev.madang.platform.archive.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads {@code product} lines. */
@Component
class ProductImporter implements ArchiveImporter {

	private record Line(Ref ref, long seller, String name, String description, Price price, @Nullable String link,
			String place, String status, Instant createdAt) {
	}

	private final JdbcClient jdbc;

	private final Copy copy;

	ProductImporter(JdbcClient jdbc, Copy copy) {
		this.jdbc = jdbc;
		this.copy = copy;
	}

	@Override
	public String type() {
		return "product";
	}

	@Override
	public List<String> after() {
		return List.of("user");
	}

	@Override
	public List<String> tables() {
		return List.of("product", "product_count");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		return List.of(line.ref("user", "seller"));
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var products = batch.read(lines, line -> read(line, batch));
		var ids = copy.ids("product", products.size()).iterator();
		products.forEach(product -> batch.put(product.ref(), ids.next()));
		copy.into("product (id, seller_id, name, description, price, currency, link, place, offered, created_at, updated_at)",
				products,
				(product, row) -> row.add(batch.id(product.ref())).add(product.seller()).add(product.name())
						.add(product.description()).add(product.price().minor()).add(product.price().currency())
						.add(product.link()).add(product.place()).add(product.status()).add(product.createdAt())
						.add(product.createdAt()));
		copy.into("product_count (product_id, listed_as)", products,
				(product, row) -> row.add(batch.id(product.ref())).add(product.status()));
		count(products);
		return products.size();
	}

	private void count(List<Line> products) {
		var changes = new TreeMap<Long, int[]>();
		for (var product : products) {
			changes.computeIfAbsent(product.seller(), id -> new int[2])["on_sale".equals(product.status()) ? 0 : 1]++;
		}
		if (!changes.isEmpty()) {
			new MarketCounts(jdbc).add(changes);
		}
	}

	private static Line read(ArchiveLine line, Batch batch) {
		var status = line.has("status") ? line.text("status", 1, 10) : "on_sale";
		if (!ProductQuery.LISTED.contains(status)) {
			throw new ArchiveLine.Bad("field \"status\" must be on_sale or sold_out, not \"" + status + "\"");
		}
		var written = line.has("link") ? line.text("link", 1, OutsideLink.LONGEST) : null;
		var link = written == null ? null : OutsideLink.read(written).orElse(null);
		if (written != null && link == null) {
			throw new ArchiveLine.Bad("field \"link\" must be an http or https address");
		}
		return new Line(line.ref(), batch.id(line.ref("user", "seller")), name(line),
				line.has("description") ? line.text("description", 0, ProductForm.LONGEST_DESCRIPTION) : "", price(line), link,
				place(line), status, line.time("createdAt"));
	}

	private static String place(ArchiveLine line) {
		var place = line.has("place") ? Texts.tidy(line.text("place", 0, 60)) : "";
		if (!new Checks().line("place", place, 0, 60).passed()) {
			throw new ArchiveLine.Bad("field \"place\" must be one line");
		}
		return place;
	}

	/** As a form would have it, so that its seller can change the rest of it. */
	private static String name(ArchiveLine line) {
		var name = Texts.tidy(line.text("name", 1, 200).replaceAll("[\\p{Cc}\\s]+", " "));
		if (!new Checks().line("name", name, 1, 200).passed()) {
			throw new ArchiveLine.Bad("field \"name\" must have 1 to 200 characters that can be seen");
		}
		return name;
	}

	private static Price price(ArchiveLine line) {
		var amount = line.json().get("price");
		var price = amount == null || !amount.isNumber()
				? null
				: new ProductForm.Asked(amount.decimalValue(), line.has("currency") ? line.text("currency", 3, 3) : "KRW")
						.check(new Checks());
		if (price == null) {
			throw new ArchiveLine.Bad(
					"field \"price\" must be a number that is a price in its currency, such as 12000 and \"KRW\"");
		}
		return price;
	}
}
