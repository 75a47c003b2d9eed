package dev.madang.market;

import dev.madang.counter.Views;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads one product, with one statement. A hidden one is seen by its seller and by moderators. */
@Component
public class ProductReading {

	private final JdbcClient jdbc;

	private final Views views;

	ProductReading(JdbcClient jdbc, Views views) {
		this.jdbc = jdbc;
		this.views = views;
	}

	/** @throws Problem 404 if it is not there, or not the viewer's to know of */
	public Product get(long id, Viewer viewer) {
		var product = jdbc
				.sql("select " + Product.COLUMNS + ", p.description from product p " + Product.JOINS + " where p.id = :id")
				.param("id", id).param("viewer", viewer.id()).query(Product::read).optional().orElseThrow(Problem::notFound);
		if (!viewer.sees(product.sellerId())
				|| product.isHidden() && !viewer.is(product.sellerId()) && !viewer.isModerator()) {
			throw Problem.notFound();
		}
		return product;
	}

	/** Reads it and counts a view; a hidden product has no views. */
	public Product view(long id, Viewer viewer) {
		var product = get(id, viewer);
		return product.isHidden() ? product : product.withMoreViews(views.count(new Subject("product", id)));
	}
}
