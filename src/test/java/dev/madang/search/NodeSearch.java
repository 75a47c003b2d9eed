package dev.madang.search;

import java.util.List;

import dev.madang.activity.LogReader;
import dev.madang.activity.LogSignal;
import dev.madang.language.Language;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Viewer;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A node that searches by an index that the program of the tests does not have, on the same database. */
public final class NodeSearch implements AutoCloseable {

	private final Engine engine;

	private final Search search;

	private final SearchKinds kinds;

	private final IndexUpdater updater;

	public NodeSearch(ApplicationContext context, Engine engine) {
		this.engine = engine;
		kinds = context.getBean(SearchKinds.class);
		var language = context.getBean(Language.class);
		var log = context.getBean(LogReader.class);
		var jdbc = context.getBean(JdbcClient.class);
		var meanings = context.getBean(Meanings.class);
		var signals = context.getBean(ClusterSignals.class);
		search = new Search(engine, new QueryReader(new QueryWords(language, engine)), new Corrector(engine),
				context.getBean(FoundRows.class), context.getBean(DatabaseSearch.class), log, context.getBean(Narrowing.class));
		updater = new IndexUpdater(engine, new Building(engine, language, log, jdbc, signals, meanings, kinds), log,
				new Vectoring(engine, meanings, jdbc, context.getBean(Shelves.class), kinds),
				new Changes(engine, context.getBean(Builds.class), kinds, jdbc, context.getBean(JsonMapper.class)),
				context.getBean(LogSignal.class), signals);
	}

	/** As somebody types it. */
	public static Query read(String typed, Language language, Engine engine) {
		return new QueryReader(new QueryWords(language, engine)).read(typed);
	}

	/** Keeps the index up to the log from now on, and builds it where there is none. */
	public void follow() {
		updater.start();
	}

	/** Among posts, as anybody. */
	public Answer find(String query) {
		return search.find(new SearchRequest(query, List.of(kinds.of("post")), null, null, null, null, null, null,
				Engine.Sort.RELEVANCE, null, 20), Viewer.ANYBODY);
	}

	public List<Long> ids(String query) {
		return find(query).groups().getFirst().items().stream().map(Found::id).toList();
	}

	/** Whether the index itself has a word. */
	public boolean has(String word) {
		return engine.occurs(word, new Engine.Filter(null, new Long[0], null, null, null, null, null));
	}

	/** Keeps the index no more. */
	public void leave() {
		updater.stop();
	}

	@Override
	public void close() {
		leave();
	}
}
