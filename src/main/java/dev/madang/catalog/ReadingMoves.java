package dev.madang.catalog;

import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reading logs when items are merged. Who has both keeps what is said of the one that stays; the other waits for an undo. */
@Component
class ReadingMoves implements ItemPart {

	private final JdbcClient jdbc;

	ReadingMoves(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String name() {
		return "reading";
	}

	@Override
	public List<Long> move(long from, long to) {
		return jdbc.sql("""
				update reading r set item_id = :to
				where r.item_id = :from
				  and not exists (select 1 from reading has where has.member_id = r.member_id and has.item_id = :to)
				returning r.member_id
				""").param("from", from).param("to", to).query(Long.class).list();
	}

	@Override
	public void moveBack(Collection<Long> ids, long from, long to) {
		jdbc.sql("""
				update reading r set item_id = :to
				where r.item_id = :from and r.member_id = any(:members)
				  and not exists (select 1 from reading has where has.member_id = r.member_id and has.item_id = :to)
				""").param("from", from).param("to", to).param("members", ids.toArray(Long[]::new)).update();
	}
}
