package dev.madang.market.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.market.Price;
import dev.madang.market.Product;
import dev.madang.media.Picture;
import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A product as the API shows one; a row of a list leaves out description and descriptionHtml.
 *
 * @param place where it is handed over, or empty
 * @param status on_sale, sold_out or hidden
 * @param clickCount how often somebody went to the link: for its seller and moderators
 */
@Schema(name = "Product")
record ProductJson(long id, String name, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String description,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String descriptionHtml, String excerpt, Price price,
		List<Picture> images, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link, String place, String status,
		Author seller,
		int version,
		int likeCount, long viewCount, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long clickCount,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean likedByMe, Instant createdAt, Instant updatedAt) {

	static ProductJson of(Product product, boolean whole, List<Picture> images, Viewer viewer,
			Markdown markdown) {
		return new ProductJson(product.id(), product.name(), whole ? product.description() : null,
				whole ? markdown.toHtml(product.description()) : null, markdown.excerpt(product.description()),
				product.price(), images, product.link(), product.place(), product.status(), product.seller(), product.version(),
				product.likeCount(),
				product.viewCount(),
				viewer.is(product.sellerId()) || viewer.isModerator() ? product.clickCount() : null,
				viewer.isMember() ? product.likedByMe() : null, product.createdAt(), product.updatedAt());
	}
}
