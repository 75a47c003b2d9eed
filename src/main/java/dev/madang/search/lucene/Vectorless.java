package dev.madang.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.madang.search.Engine;
import dev.madang.search.SearchKind;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

/** Finds what has no vector yet. */
record Vectorless(IndexSearcher searcher) {

	List<Long> ids(SearchKind kind, Engine.Filter filter, long after, int limit) throws IOException {
		var query = Requests.narrowed(filter).add(new TermQuery(new Term(Fields.KIND, kind.word())), Occur.FILTER)
				.add(NumericDocValuesField.newSlowRangeQuery(Fields.ID, after + 1, Long.MAX_VALUE), Occur.FILTER)
				.add(new FieldExistsQuery(Fields.VECTOR), Occur.MUST_NOT).build();
		var ids = new ArrayList<Long>();
		for (var hit : searcher.search(query, limit, new Sort(new SortField(Fields.ID, SortField.Type.LONG))).scoreDocs) {
			ids.add((Long) ((FieldDoc) hit).fields[0]);
		}
		return ids;
	}
}
