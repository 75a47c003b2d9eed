package dev.madang.search.lucene;

import java.io.IOException;
import java.util.Arrays;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** The neighbours of a vector that are near enough; a plain search for neighbours brings the nearest, however far. */
record Alike(Query neighbours, float least) {

	Query query(IndexSearcher searcher) throws IOException {
		var near = searcher.search(neighbours, 50);
		var ids = new BooleanQuery.Builder();
		for (var hit : Arrays.stream(near.scoreDocs).filter(hit -> hit.score >= least).toList()) {
			var key = searcher.storedFields().document(hit.doc).get(Fields.KEY);
			ids.add(new TermQuery(new Term(Fields.KEY, key)), Occur.SHOULD);
		}
		return ids.build();
	}
}
