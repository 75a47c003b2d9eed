package dev.madang.market.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/** A recommended product: a row of GET /products with its reason. */
@Schema(name = "RecommendedProduct")
record SuggestedJson(@JsonUnwrapped ProductJson product, Reason reason) {

	/** @param kind seller, together, popular or latest */
	@Schema(name = "ProductReason")
	record Reason(String kind, String text) {
	}
}
