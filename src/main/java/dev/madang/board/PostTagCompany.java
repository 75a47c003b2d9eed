package dev.madang.board;

import java.util.List;

import dev.madang.platform.Paging;
import dev.madang.platform.Viewer;
import dev.madang.tagging.TagCompany;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which tags stand together on posts, by the latest two hundred that have one of them. */
@Component
class PostTagCompany implements TagCompany {

	private final JdbcClient jdbc;

	private final Categories categories;

	private final VisibleTags tags;

	PostTagCompany(JdbcClient jdbc, Categories categories, VisibleTags tags) {
		this.tags = tags;
		this.categories = categories;
		this.jdbc = jdbc;
	}

	@Override
	public List<Beside> of(List<Long> tagIds) {
		return jdbc.sql("""
				select t.name, count(*)::double precision / 200 as share
				from (
				  select pt.post_id from post_tag pt join post p on p.id = pt.post_id
				  where pt.tag_id = any(:tags) and p.category_id = any(:open) order by pt.created_at desc limit 200) as latest
				join post_tag other on other.post_id = latest.post_id and other.tag_id <> all(:tags)
				join tag t on t.id = other.tag_id
				group by t.name having count(*) > 1
				order by count(*) desc, t.name
				limit 5
				""").param("tags", tagIds.toArray(Long[]::new))
				.param("open", categories.tree().readable(Viewer.ANYBODY).stream().map(Category::id).toArray(Long[]::new))
				.query(Beside.class).list();
	}

	@Override
	public List<String> popular(int most) {
		return tags.beginningWith("", Viewer.ANYBODY, Paging.of(most, null, null)).items().stream().map(VisibleTags.Tag::name)
				.toList();
	}
}
