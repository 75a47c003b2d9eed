package dev.madang.search.lucene;

import java.util.List;

import dev.madang.search.Engine;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/** What a query asks of texts by its words. */
public record Words(dev.madang.search.Query query, Engine.Match match, Needles needles) {

	/** The texts that hold them. */
	public Query texts() {
		return all().build();
	}

	/** Where each of them is in a title, which lifts a text ({@link Titles#LIFT}). */
	List<Query> titles() {
		return query.words().stream().map(needles::inTitle).toList();
	}

	/** The same in one query, for what cannot be gathered with {@link Titles}. */
	public Query textsAndTitles() {
		var all = all();
		titles().forEach(title -> all.add(new BoostQuery(new ConstantScoreQuery(title), Titles.LIFT), Occur.SHOULD));
		return all.build();
	}

	private BooleanQuery.Builder all() {
		var all = new BooleanQuery.Builder();
		if (query.words().isEmpty()) {
			all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
		}
		else {
			var words = new BooleanQuery.Builder();
			for (var word : query.words()) {
				words.add(needles.word(word), match == Engine.Match.ALL ? Occur.MUST : Occur.SHOULD);
			}
			all.add(words.build(), Occur.MUST);
		}
		query.excluded().forEach(word -> all.add(needles.word(word), Occur.MUST_NOT));
		return all;
	}
}
