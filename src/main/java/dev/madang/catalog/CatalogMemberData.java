package dev.madang.catalog;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of a member's reading. The log goes with the member; works that were added stay, without a name. */
@Component
class CatalogMemberData implements MemberData {

	private final JdbcClient jdbc;

	CatalogMemberData(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("reading", jdbc.sql("""
				select r.item_id as item, i.kind, i.title, i.isbn13, r.status, r.started_on::text as started_on,
				       r.finished_on::text as finished_on, r.rating, r.note, r.created_at::text as created_at,
				       r.updated_at::text as updated_at
				from reading r join item i on i.id = r.item_id where r.member_id = :id order by r.created_at, r.item_id
				""").param("id", viewer.id()));
		archive.rows("items", jdbc.sql("""
				select id, kind, title, creators::text as creators, isbn13, published_on, language, description, cover_url,
				       created_at::text as created_at
				from item where added_by = :id order by id
				""").param("id", viewer.id()));
	}

	@Override
	public void withdraw(long memberId) {
		jdbc.sql("delete from reading where member_id = :id").param("id", memberId).update();
		jdbc.sql("update item set added_by = null where added_by = :id").param("id", memberId).update();
		jdbc.sql("update item_merge set by_id = null where by_id = :id").param("id", memberId).update();
	}
}
