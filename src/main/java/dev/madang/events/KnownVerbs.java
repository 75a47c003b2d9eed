package dev.madang.events;

/** The verbs that the log has, for a query: it hops through their index from each to the next, whatever the log's length. */
final class KnownVerbs {

	/** To begin a query with, which may then select {@code verb} from {@code known}. */
	static final String KNOWN = """
			with recursive hop (verb) as (
			  (select verb from activity order by verb limit 1)
			  union all
			  select (select a.verb from activity a where a.verb > hop.verb order by a.verb limit 1) from hop
			  where hop.verb is not null),
			known as (select verb from hop where verb is not null)
			""";

	private KnownVerbs() {
	}
}
