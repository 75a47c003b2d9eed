/** Search by OpenSearch, where {@code madang.opensearch.url} is set: one index for all nodes, with the documents and queries of Lucene's. */
@NullMarked
package dev.madang.search.opensearch;

import org.jspecify.annotations.NullMarked;
