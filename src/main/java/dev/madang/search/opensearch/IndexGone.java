package dev.madang.search.opensearch;

/** There is no index behind the alias, or the one that was asked has been removed meanwhile. */
final class IndexGone extends RuntimeException {

	private static final long serialVersionUID = 1L;
}
