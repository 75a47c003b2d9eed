package dev.madang.media;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.PictureUrl;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The pictures of members, one by one. */
@Component
public class Library {

	private static final int MOST_ALT = 500;

	/** A picture with what only its owner sees; of a hidden one there is nothing to be seen. */
	public record Own(Picture picture, boolean hidden, long bytes, int uses, Instant createdAt) {
	}

	/** @param format jpg or png */
	public record Evidence(String format, byte[] bytes) {
	}

	private record Found(StoredPicture stored, long ownerId, boolean hidden) {

		static Found read(ResultSet row, int number) throws SQLException {
			return new Found(StoredPicture.row(row), row.getLong("owner_id"), row.getBoolean("hidden"));
		}
	}

	private final JdbcClient jdbc;

	private final PictureUrl address;

	private final StoredFiles files;

	private final Removals removals;

	private final ActivityLog log;

	private final Subjects subjects;

	Library(JdbcClient jdbc, PictureUrl address, StoredFiles files, Removals removals,
			ActivityLog log, Subjects subjects) {
		this.subjects = subjects;
		this.files = files;
		this.jdbc = jdbc;
		this.address = address;
		this.removals = removals;
		this.log = log;
	}

	/** @throws Problem 404 if it is not there, not ready, hidden, or shown only by what the viewer does not see */
	public Picture get(Viewer viewer, long id) {
		return find(viewer, id).stored().at(address);
	}

	/**
	 * A picture in the size of a feed, shown or hidden, for those who decide about it.
	 *
	 * @throws Problem 404 if it is not there
	 */
	public Evidence evidence(Viewer viewer, long id) throws IOException {
		var stored = find(viewer, id).stored();
		try (var file = files.open(stored.key(), Size.FEED.label + "." + stored.format()).orElseThrow(Problem::notFound)) {
			return new Evidence(stored.format(), Files.readAllBytes(file.path()));
		}
	}

	private Found find(Viewer viewer, long id) {
		return jdbc.sql("""
				select id, key, format, width, height, alt, owner_id, hidden from media where id = :id and ready_at is not null
				""").param("id", id).query(Found::read).optional().filter(found -> viewer.sees(found.ownerId()))
				.filter(found -> viewer.is(found.ownerId()) || viewer.isModerator() || !found.hidden() && isShownTo(viewer, id))
				.orElseThrow(Problem::notFound);
	}

	/** Ids can be counted, and a picture's address is all that one needs to see it: only what shows it tells. */
	private boolean isShownTo(Viewer viewer, long id) {
		var uses = jdbc.sql("select kind, subject_id as id from media_use where media_id = :id limit 100").param("id", id)
				.query(Subject.class).list();
		return uses.stream().anyMatch(use -> subjects.of(use.kind()).isVisible(use.id(), viewer));
	}

	private Found own(Viewer viewer, long id) {
		var found = find(viewer, id);
		if (!viewer.is(found.ownerId())) {
			throw Problem.forbidden("not-yours");
		}
		return found;
	}

	/** Says what a picture shows, for those who do not see it. */
	@Transactional
	public Picture describe(Viewer viewer, long id, String alt) {
		viewer.requireNotSilenced();
		var before = own(viewer, id).stored();
		var tidy = Texts.tidy(alt);
		new Checks().line("alt", tidy, 0, MOST_ALT).done();
		if (!tidy.equals(before.alt())) {
			jdbc.sql("update media set alt = :alt where id = :id").param("alt", tidy).param("id", id).update();
			log.append(viewer, Action.DESCRIBED, new Subject("media", id));
		}
		return get(viewer, id);
	}

	/** Removes a picture of one's own, from wherever it is shown; one that was never completed, too. */
	@Transactional
	public void delete(Viewer viewer, long id) {
		var unready = jdbc.sql("select exists (select 1 from media where id = :id and owner_id = :owner and ready_at is null)")
				.param("id", id).param("owner", viewer.id()).query(Boolean.class).single();
		if (!unready) {
			own(viewer, id);
		}
		removals.remove(List.of(id));
		log.append(viewer, Action.DELETED, new Subject("media", id));
	}

	/** One's own pictures, the newest first, after the one with this id. */
	public List<Own> list(Viewer viewer, long before, int limit) {
		return jdbc.sql("""
				select id, key, format, width, height, alt, hidden, bytes, created_at,
				       (select count(*) from media_use u where u.media_id = media.id) as uses
				from media
				where owner_id = :owner and ready_at is not null and id < :before
				order by id desc
				limit %d
				""".formatted(limit)).param("owner", viewer.id()).param("before", before)
				.query((row, number) -> new Own(StoredPicture.row(row).at(address), row.getBoolean("hidden"),
						row.getLong("bytes"), row.getInt("uses"), Rows.instant(row, "created_at")))
				.list();
	}
}
