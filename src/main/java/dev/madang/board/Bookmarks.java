package dev.madang.board;

import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The posts that members keep for themselves; nobody else knows of it. */
@Component
public class Bookmarks {

	private final JdbcClient jdbc;

	private final PostReading reading;

	Bookmarks(JdbcClient jdbc, PostReading reading) {
		this.jdbc = jdbc;
		this.reading = reading;
	}

	/** @throws dev.madang.platform.Problem 404 if the viewer may not see it */
	@Transactional
	public void keep(Viewer viewer, long id) {
		reading.get(id, viewer);
		jdbc.sql("insert into bookmark (member_id, post_id) values (:member, :post) on conflict do nothing")
				.param("member", viewer.id()).param("post", id).update();
	}

	/** @throws dev.madang.platform.Problem 404 if the viewer may not see it */
	@Transactional
	public void remove(Viewer viewer, long id) {
		reading.get(id, viewer);
		jdbc.sql("delete from bookmark where member_id = :member and post_id = :post").param("member", viewer.id())
				.param("post", id).update();
	}
}
