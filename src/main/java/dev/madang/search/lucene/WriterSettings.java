package dev.madang.search.lucene;

import dev.madang.search.Meaning;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/** How an index is written. */
final class WriterSettings {

	/** What a server has for everything else, in megabytes of heap; a process that has more was given it to build an index. */
	private static final long SERVER = 160;

	private static final double LEAST_BUFFER_MEGABYTES = 12;

	/** Fewer links than Lucene's default: a community's neighbours are found as well, in half the time. */
	private static final int LINKS = 8;

	private static final int LINKS_SEEN_AT_INSERT = 24;

	/** Segments with some 20,000 vectors and more are linked: Lucene counts what a search for so many neighbours would visit. */
	private static final int GRAPH_FROM = 2_000;

	/** Links are in the heap while segments are merged, so that these must not grow with the community. */
	private static final int LARGEST_LINKED_MEGABYTES = 128;

	/**
	 * Smaller segments are taken for as large, and merged with each other at once. With Lucene's default of 16, eight batches of new
	 * messages are merged with all that a few minutes brought.
	 */
	private static final double SMALLEST_MEGABYTES = 1;

	private WriterSettings() {
	}

	static IndexWriterConfig of(Meaning meaning) {
		var config = new IndexWriterConfig();
		config.setRAMBufferSizeMB(Math.max(LEAST_BUFFER_MEGABYTES, ((Runtime.getRuntime().maxMemory() >> 20) - SERVER) / 4.0));
		config.setCommitOnClose(false);
		var merges = new ConcurrentMergeScheduler();
		merges.setMaxMergesAndThreads(3, 1);
		config.setMergeScheduler(merges);
		var isLinked = meaning.cells().isEmpty();
		var policy = new TieredMergePolicy().setFloorSegmentMB(SMALLEST_MEGABYTES);
		if (isLinked) {
			policy.setMaxMergedSegmentMB(LARGEST_LINKED_MEGABYTES);
		}
		config.setMergePolicy(policy);
		config.setCodec(new Lucene104Codec() {

			@Override
			public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
				return new Lucene99HnswVectorsFormat(LINKS, LINKS_SEEN_AT_INSERT, 1, null,
						isLinked ? GRAPH_FROM : Integer.MAX_VALUE);
			}
		});
		return config;
	}
}
