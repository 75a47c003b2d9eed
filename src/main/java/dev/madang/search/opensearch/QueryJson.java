package dev.madang.search.opensearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Queries of Lucene as OpenSearch, which is made of it, takes them. */
final class QueryJson {

	/** Takes a place of a phrase in which anything may stand. */
	static final String GAP = "_";

	private QueryJson() {
	}

	static Map<String, Object> of(Query query) {
		return switch (query) {
			case TermQuery term -> term(term.getTerm());
			case PrefixQuery prefix -> Map.of("prefix", Map.of(prefix.getPrefix().field(), prefix.getPrefix().text()));
			case PhraseQuery phrase -> phrase(phrase);
			case DisjunctionMaxQuery any ->
				Map.of("dis_max", Map.of("tie_breaker", 0, "queries", any.getDisjuncts().stream().map(QueryJson::of).toList()));
			case BooleanQuery all -> bool(all);
			case BoostQuery boosted when boosted.getQuery() instanceof ConstantScoreQuery constant ->
				Map.of("constant_score", Map.of("filter", of(constant.getQuery()), "boost", boosted.getBoost()));
			case MatchAllDocsQuery _ -> Map.of("match_all", Map.of());
			default -> throw new IllegalArgumentException(query.getClass() + " is not of those that words are made of");
		};
	}

	static Map<String, Object> term(Term term) {
		return Map.of("term", Map.of(term.field(), term.text()));
	}

	private static Map<String, Object> phrase(PhraseQuery phrase) {
		var text = new StringBuilder();
		var place = phrase.getPositions()[0];
		for (int i = 0; i < phrase.getTerms().length; i++) {
			for (; place < phrase.getPositions()[i]; place++) {
				text.append(GAP).append(' ');
			}
			text.append(phrase.getTerms()[i].text()).append(' ');
			place++;
		}
		return Map.of("match_phrase", Map.of(phrase.getField(), text.toString()));
	}

	private static Map<String, Object> bool(BooleanQuery query) {
		var clauses = new HashMap<String, Object>();
		for (BooleanClause.Occur occur : BooleanClause.Occur.values()) {
			var some = new ArrayList<>(query.getClauses(occur).stream().map(QueryJson::of).toList());
			if (!some.isEmpty()) {
				clauses.put(switch (occur) {
					case MUST -> "must";
					case SHOULD -> "should";
					case FILTER -> "filter";
					case MUST_NOT -> "must_not";
				}, some);
			}
		}
		return Map.of("bool", clauses);
	}
}
