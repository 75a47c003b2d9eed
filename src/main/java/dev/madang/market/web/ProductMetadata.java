package dev.madang.market.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.market.Product;
import dev.madang.media.Picture;
import dev.madang.member.Author;
import dev.madang.page.Metadata;
import dev.madang.platform.Markdown;
import dev.madang.platform.SiteUrl;
import org.springframework.stereotype.Component;

/** What a product says of itself to search engines, in the words of schema.org; a hidden one says nothing. */
@Component
class ProductMetadata {

	private final SiteUrl site;

	private final Markdown markdown;

	ProductMetadata(SiteUrl site, Markdown markdown) {
		this.site = site;
		this.markdown = markdown;
	}

	Metadata of(Product product, List<Picture> pictures) {
		var path = "/products/" + product.id();
		if (product.isHidden()) {
			return new Metadata("product", product.name(), "", path, null, "", Map.of());
		}
		var about = markdown.excerpt(product.description());
		var data = new LinkedHashMap<String, Object>();
		data.put("@type", "Product");
		data.put("name", product.name());
		data.put("url", site.of(path));
		if (!about.isEmpty()) {
			data.put("description", about);
		}
		if (!pictures.isEmpty()) {
			data.put("image", pictures.stream().map(picture -> site.absolute(picture.full().url())).toList());
		}
		data.put("offers", offer(product, path));
		return new Metadata("product", product.name(), about, path, pictures.isEmpty() ? null : pictures.getFirst().image(), "",
				data);
	}

	private Map<String, Object> offer(Product product, String path) {
		var offer = new LinkedHashMap<String, Object>();
		offer.put("@type", "Offer");
		offer.put("url", site.of(path));
		offer.put("price", product.price().amount().toPlainString());
		offer.put("priceCurrency", product.price().currency());
		offer.put("availability", "https://schema.org/" + (product.isSoldOut() ? "SoldOut" : "InStock"));
		if (!Author.isWithdrawn(product.seller().handle())) {
			offer.put("seller", Map.of("@type", "Person", "name", product.seller().name()));
		}
		return offer;
	}
}
