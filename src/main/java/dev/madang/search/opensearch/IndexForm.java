package dev.madang.search.opensearch;

/** What an index is made with: fields as Lucene's index has them, which hold words as they come. */
final class IndexForm {

	/**
	 * An index is refreshed when its place moves, and by nobody else. What was removed is remembered for an hour, so that a program
	 * that stood still meanwhile does not bring it back.
	 */
	private static final String FORM = """
			{"settings": {
			   "number_of_shards": SHARDS, "number_of_replicas": 0, "refresh_interval": "-1", "gc_deletes": "1h",
			   "translog.durability": "async",
			   "analysis": {
			     "filter": {
			       "gap": {"type": "stop", "stopwords": ["_"]},
			       "beside": {"type": "pattern_capture", "preserve_original": false, "patterns": ["([^|]+)"]}},
			     "analyzer": {"placed": {"type": "custom", "tokenizer": "whitespace", "filter": ["gap", "beside"]}}}},
			 "mappings": {
			   "dynamic": false,
			   "_source": {"includes": ["name", "state", "part"]},
			   "properties": {
			     "kind": {"type": "keyword"},
			     "key": {"type": "text", "analyzer": "keyword", "index_options": "docs", "norms": false},
			     "gram": {"type": "text", "analyzer": "placed"},
			     "roomGram": {"type": "text", "analyzer": "placed"},
			     "syllable": {"type": "text", "analyzer": "keyword", "index_options": "docs", "norms": false},
			     "roomSyllable": {"type": "text", "analyzer": "keyword", "index_options": "docs", "norms": false},
			     "term": {"type": "text", "analyzer": "keyword", "index_options": "freqs"},
			     "roomTerm": {"type": "text", "analyzer": "keyword", "index_options": "freqs"},
			     "title": {"type": "text", "analyzer": "keyword", "index_options": "docs", "norms": false},
			     "word": {"type": "keyword"},
			     "base": {"type": "keyword"},
			     "nounInitials": {"type": "keyword"},
			     "typed": {"type": "keyword", "doc_values": false},
			     "initials": {"type": "keyword", "doc_values": false},
			     "tag": {"type": "keyword", "doc_values": false},
			     "author": {"type": "keyword", "doc_values": false},
			     "category": {"type": "keyword", "doc_values": false},
			     "under": {"type": "keyword", "doc_values": false},
			     "cell": {"type": "keyword", "doc_values": false},
			     "room": {"type": "long"},
			     "place": {"type": "long"},
			     "id": {"type": "long"},
			     "at": {"type": "long"},
			     "weight": {"type": "long"},
			     "vector": {"type": "binary", "doc_values": true}}}}
			""";

	/** What it has once it is whole. */
	static final String WHOLE = """
			{"index": {"translog.durability": "request", "auto_expand_replicas": "0-1"}}
			""";

	private IndexForm() {
	}

	static String of(int shards) {
		return FORM.replace("SHARDS", String.valueOf(shards));
	}
}
