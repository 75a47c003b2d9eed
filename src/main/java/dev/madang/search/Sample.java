package dev.madang.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.madang.language.Folding;
import dev.madang.platform.VisibleText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The texts from which words learn what they mean: beginnings, spread over all that there are of a kind. */
@Component
class Sample {

	private static final int TEXTS = 40_000;

	private static final int AT_ONCE = 2_000;

	private final JdbcClient jdbc;

	private final SearchKinds kinds;

	Sample(JdbcClient jdbc, SearchKinds kinds) {
		this.jdbc = jdbc;
		this.kinds = kinds;
	}

	List<String> texts(BooleanSupplier stopping) {
		var texts = new ArrayList<String>();
		kinds.each().stream().filter(kind -> !kind.sample().isEmpty()).forEach(kind -> add(kind, texts, stopping));
		return texts;
	}

	private void add(SearchableKind kind, List<String> texts, BooleanSupplier stopping) {
		var most = kind.source().last(jdbc);
		var step = Math.max(1, most / TEXTS);
		for (long from = 0; from < most && !stopping.getAsBoolean(); from += step * AT_ONCE) {
			jdbc.sql(kind.sample()).param("from", from).param("to", from + step * AT_ONCE).param("step", step)
					.query(String.class).list().forEach(text -> texts.add(Folding.composed(VisibleText.prose(text))));
		}
	}
}
