package dev.madang.search.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** What stands in some rooms after a place in each. It is asked of each text that all else leaves, and finds none by itself. */
final class ReadInRooms extends Query {

	/** In comparisons: a look into a map, and into two columns. */
	private static final float COST = 10;

	private final Map<Long, Long> rooms;

	ReadInRooms(Map<Long, Long> rooms) {
		this.rooms = Map.copyOf(rooms);
	}

	@Override
	public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
		return new ConstantScoreWeight(this, boost) {

			@Override
			public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
				var in = leaf.reader().getNumericDocValues(Fields.ROOM);
				var places = leaf.reader().getNumericDocValues(Fields.PLACE);
				return in == null || places == null
						? null
						: new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, new TwoPhaseIterator(in) {

							@Override
							public boolean matches() throws IOException {
								var after = rooms.get(in.longValue());
								return after != null && places.advanceExact(in.docID()) && places.longValue() > after;
							}

							@Override
							public float matchCost() {
								return COST;
							}
						}));
			}

			@Override
			public boolean isCacheable(LeafReaderContext leaf) {
				return false;
			}
		};
	}

	@Override
	public void visit(QueryVisitor visitor) {
		visitor.visitLeaf(this);
	}

	@Override
	public String toString(String field) {
		return "read in " + rooms;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ReadInRooms same && rooms.equals(same.rooms);
	}

	@Override
	public int hashCode() {
		return Objects.hash(ReadInRooms.class, rooms);
	}
}
