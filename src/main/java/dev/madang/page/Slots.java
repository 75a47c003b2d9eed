package dev.madang.page;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What modules put into the layout's columns. */
@Component
class Slots {

	private final ObjectProvider<Rail> rails;

	private final ObjectProvider<Box.Source> sources;

	Slots(ObjectProvider<Rail> rails, ObjectProvider<Box.Source> sources) {
		this.rails = rails;
		this.sources = sources;
	}

	List<Rail.Entry> rail(Page page) {
		return rails.orderedStream().flatMap(rail -> rail.entries(page).stream()).toList();
	}

	List<Box> boxes(Page page) {
		return sources.orderedStream().flatMap(source -> source.boxes(page).stream()).filter(box -> !box.links().isEmpty())
				.toList();
	}
}
