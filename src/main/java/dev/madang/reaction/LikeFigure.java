package dev.madang.reaction;

import java.util.List;

import dev.madang.page.Figure;
import org.springframework.stereotype.Component;

/** How much is liked. */
@Component
class LikeFigure implements Figure.Source {

	@Override
	public List<Figure> figures() {
		return List.of(new Figure(5, "likes", "*.liked", "select count(*) from reaction", false));
	}
}
