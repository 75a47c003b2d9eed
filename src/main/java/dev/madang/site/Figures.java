package dev.madang.site;

import java.util.Comparator;
import java.util.List;

import dev.madang.page.Figure;
import org.springframework.stereotype.Component;

/** The figures of all modules, in their order. */
@Component
class Figures {

	private final List<Figure> all;

	Figures(List<Figure.Source> modules) {
		all = modules.stream().flatMap(module -> module.figures().stream()).sorted(Comparator.comparingInt(Figure::rank))
				.toList();
	}

	List<Figure> all() {
		return all;
	}
}
