package dev.madang.note;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.page.Figure;
import dev.madang.page.Links;
import dev.madang.page.PublicPages;

/** Notes, as the community as a whole shows them. */
class NotePages implements Links, PublicPages, Figure.Source {

	@Override
	public List<Entry> entries() {
		return List.of(new Entry(8, "/notes", "search.of.note", false));
	}

	@Override
	public List<Tab> tabsOfMember() {
		return List.of(new Tab(5, "notes", "search.of.note", "search.more.note"));
	}

	@Override
	public List<String> lists() {
		return List.of("/notes");
	}

	@Override
	public Optional<Things> things() {
		return Optional.of(new Things("notes", "/notes/", "note", "state = 'listed'", Map.of()));
	}

	@Override
	public List<String> notForRobots() {
		return List.of("/notes/new");
	}

	@Override
	public List<Figure> figures() {
		return List.of(new Figure(7, "notes", "note.added", "select count(*) from note where state = 'listed'", true));
	}
}
