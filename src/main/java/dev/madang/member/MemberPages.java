package dev.madang.member;

import java.util.List;

import dev.madang.page.Figure;
import dev.madang.page.Links;
import org.springframework.stereotype.Component;

/** Members, as the community as a whole shows them. */
@Component
class MemberPages implements Links, Figure.Source {

	@Override
	public List<Entry> entries() {
		return List.of(new Entry(6, "/members", "people.title", true));
	}

	@Override
	public List<Figure> figures() {
		return List.of(new Figure(4, "users", "member.joined", "select count(*) from member where withdrawn_at is null", false),
				new Figure(6, "signIns", "member.signed-in", "", false));
	}
}
