package dev.madang.media;

import java.io.IOException;

import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of a member's pictures: handed over in their full size, removed when the member leaves, also from posts. */
@Component
class MediaMemberData implements MemberData {

	private record File(String key, String format, long id) {
	}

	private final JdbcClient jdbc;

	private final StoredFiles stored;

	private final Removals removals;

	MediaMemberData(JdbcClient jdbc, StoredFiles stored, Removals removals) {
		this.jdbc = jdbc;
		this.stored = stored;
		this.removals = removals;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("pictures", jdbc
				.sql("""
						select d.id, d.filename, d.alt, d.format, d.width, d.height, d.bytes, d.created_at::text as created_at,
						       array_to_string(array(select u.kind || ':' || u.subject_id from media_use u where u.media_id = d.id), ' ')
						         as shown_by
						from media d where d.owner_id = :id and d.ready_at is not null order by d.id
						""")
				.param("id", viewer.id()));
		var files = jdbc.sql("select key, format, id from media where owner_id = :id and ready_at is not null order by id")
				.param("id", viewer.id()).query(File.class).list();
		for (var file : files) {
			try (var full = stored.open(file.key(), Size.FULL.label + "." + file.format()).orElse(null)) {
				if (full != null) {
					archive.file("pictures/" + file.id() + "." + file.format(), full.path());
				}
			}
		}
	}

	@Override
	public void withdraw(long memberId) {
		removals.removeAllOf(memberId);
	}
}
