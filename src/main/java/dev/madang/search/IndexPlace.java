package dev.madang.search;

import java.util.Optional;

import dev.madang.activity.LogReader.Place;
import dev.madang.activity.OwnPlace;
import org.springframework.stereotype.Component;

/** Tells how far this node's index is, for the page on which admins see all that follows the log. */
@Component
class IndexPlace implements OwnPlace {

	private final Engine engine;

	IndexPlace(Engine engine) {
		this.engine = engine;
	}

	@Override
	public String name() {
		return "search";
	}

	@Override
	public Optional<Place> place() {
		return engine.place();
	}
}
