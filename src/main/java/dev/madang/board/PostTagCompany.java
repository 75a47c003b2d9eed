package dev.madang.board;

import java.util.List;

import dev.madang.tagging.TagCompany;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which tags stand together on posts, by the latest two hundred that have one of them. */
@Component
class PostTagCompany implements TagCompany {

	private final JdbcClient jdbc;

	PostTagCompany(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Beside> of(List<Long> tagIds) {
		return jdbc.sql("""
				select t.name, count(*)::double precision / 200 as share
				from (
				  select pt.post_id from post_tag pt
				  where pt.tag_id = any(:tags) order by pt.created_at desc limit 200) as latest
				join post_tag other on other.post_id = latest.post_id and other.tag_id <> all(:tags)
				join tag t on t.id = other.tag_id
				group by t.name having count(*) > 1
				order by count(*) desc, t.name
				limit 5
				""").param("tags", tagIds.toArray(Long[]::new)).query(Beside.class).list();
	}
}
