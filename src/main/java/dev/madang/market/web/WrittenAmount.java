package dev.madang.market.web;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;

/**
 * An amount as people write it into a form: {@code 3000원}, {@code ₩3,000}, {@code $12.50}, {@code １０００}. The API takes numbers
 * only.
 *
 * @param text without its sign, spaces and commas; not necessarily a number
 * @param currencies what its sign may mean, the likeliest first; none without a sign
 */
record WrittenAmount(String text, List<String> currencies) {

	private static final Map<String, List<String>> SIGNS = Map.of("₩", List.of("KRW"), "원", List.of("KRW"), "$",
			List.of("USD", "AUD", "CAD", "TWD", "HKD", "SGD", "NZD"), "€", List.of("EUR"), "£", List.of("GBP"), "¥",
			List.of("JPY", "CNY"), "₫", List.of("VND"));

	static WrittenAmount of(String typed) {
		var tidy = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[,\\s]", "");
		for (var sign : SIGNS.entrySet()) {
			if (tidy.startsWith(sign.getKey())) {
				return new WrittenAmount(tidy.substring(sign.getKey().length()), sign.getValue());
			}
			if (tidy.endsWith(sign.getKey())) {
				return new WrittenAmount(tidy.substring(0, tidy.length() - sign.getKey().length()), sign.getValue());
			}
		}
		return new WrittenAmount(tidy, List.of());
	}

	boolean isNumber() {
		return text.matches("\\d{1,30}(\\.\\d{1,30})?");
	}

	/** Whether its sign, if it has one, may mean this currency. */
	boolean suits(String currency) {
		return currencies.isEmpty() || currencies.contains(currency);
	}
}
