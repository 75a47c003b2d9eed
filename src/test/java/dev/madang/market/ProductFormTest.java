package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

import dev.madang.platform.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ProductFormTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static ProductForm form(String field) {
		var fields = new HashMap<>(Map.of("name", "\"name\":\"책\"", "price", "\"price\":{\"amount\":1,\"currency\":\"KRW\"}"));
		fields.put(field.replaceAll("^\"(\\w+)\".*", "$1"), field);
		return JSON.readValue("{" + String.join(",", fields.values()) + "}", ProductForm.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"price":{"amount":-1,"currency":"KRW"} | price.amount | bad-amount
			"price":{"amount":0.5,"currency":"KRW"} | price.amount | too-many-decimals
			"price":{"amount":123456789012345678901234567890,"currency":"KRW"} | price.amount | bad-amount
			"price":{"amount":1e999,"currency":"KRW"} | price.amount | bad-amount
			"price":{"amount":null,"currency":"KRW"} | price.amount | missing
			"price":{"amount":1,"currency":"ABC"} | price.currency | bad-currency
			"price":{"amount":1} | price.currency | missing
			"price":null | price | missing
			"link":"javascript:alert(1)" | link | bad-link
			"link":"data:text/html,x" | link | bad-link
			"link":"https://a:b@shop.example/" | link | bad-link
			"name":"  " | name | blank
			"name":"a\\u0000b" | name | unstorable-character
			"name":"두\\n줄" | name | unstorable-character
			"status":"gone" | status | bad-product-status
			"imageIds":[null] | imageIds | missing
			""")
	void saysWhichFieldIsWrong(String field, String name, String code) {
		var wrong = catchThrowableOfType(Problem.class, () -> form(field).tidy("on_sale")).violations();
		assertThat(wrong).extracting("field", "code").containsOnly(tuple(name, code));
	}

	@Test
	void aPriceHasTheDecimalsOfItsCurrency() {
		assertThat(form("\"price\":{\"amount\":19.5,\"currency\":\"USD\"}").tidy("on_sale").price())
				.isEqualTo(new Price(new BigDecimal("19.50"), "USD"));
		assertThat(form("\"price\":{\"amount\":1e3,\"currency\":\"KRW\"}").tidy("on_sale").price())
				.isEqualTo(new Price(new BigDecimal("1000"), "KRW"));
	}
}
