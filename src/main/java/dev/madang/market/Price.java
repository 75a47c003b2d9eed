package dev.madang.market;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A price, exact.
 *
 * @param amount in major units, with as many decimals as the currency has
 * @param currency its code in ISO 4217
 */
public record Price(BigDecimal amount, String currency) {

	/** The most in smallest units: 15 digits, which every reader of JSON numbers keeps exactly (IEEE 754 double). */
	static final long MOST = 999_999_999_999_999L;

	/** The currency of a code, without those that are no money (XXX) or have no unit (gold). */
	static Optional<Currency> currency(@Nullable String code) {
		return code == null
				? Optional.empty()
				: Currency.getAvailableCurrencies().stream()
						.filter(known -> known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0)
						.findAny();
	}

	/** @param minor in the smallest unit of the currency */
	public static Price ofMinor(long minor, String currency) {
		return new Price(BigDecimal.valueOf(minor, digits(currency)), currency);
	}

	private static int digits(String currency) {
		return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
	}

	/** In the smallest unit of the currency. */
	long minor() {
		return amount.unscaledValue().longValueExact();
	}

	@JsonIgnore
	public boolean isFree() {
		return amount.signum() == 0;
	}

	/** As people write it: {@code 12,000원} in Korean, {@code ₩12,000} in English. */
	public String text(String language) {
		var locale = Locale.of(language);
		if ("KRW".equals(currency) && "ko".equals(language)) {
			return NumberFormat.getIntegerInstance(locale).format(amount) + "원";
		}
		var format = NumberFormat.getCurrencyInstance(locale);
		format.setCurrency(Currency.getInstance(currency));
		format.setMinimumFractionDigits(digits(currency));
		format.setMaximumFractionDigits(digits(currency));
		return format.format(amount);
	}
}
