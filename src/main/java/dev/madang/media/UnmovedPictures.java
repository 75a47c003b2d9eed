package dev.madang.media;

import java.util.List;
import java.util.Optional;

import dev.madang.page.AdminNotice;
import dev.madang.page.Box;
import dev.madang.page.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pictures that were in the folder before there was a bucket, and were not moved: they are served from there, and admins are told how
 * to move them. It is found out once: they are moved while the server does not run.
 */
@Component
class UnmovedPictures implements AdminNotice {

	private static final Logger LOG = LoggerFactory.getLogger(UnmovedPictures.class);

	private static final int BATCH = 1000;

	private record Row(long id, String key, String format) {
	}

	private final JdbcClient jdbc;

	private final FolderStore folder;

	private final boolean hasBucket;

	/** Until they are counted there may be some. */
	private volatile boolean areCounted;

	private volatile long left;

	UnmovedPictures(JdbcClient jdbc, MediaStore store, FolderStore folder) {
		this.jdbc = jdbc;
		this.folder = folder;
		this.hasBucket = !store.equals(folder);
	}

	boolean areThere() {
		return hasBucket && (!areCounted || left > 0);
	}

	/** As the row says: of several nodes only the one that hides or removes a picture does so in its own folder. */
	boolean isShown(String key) {
		return jdbc.sql("select not hidden from media where key = :key").param("key", key).query(Boolean.class).optional()
				.orElse(false);
	}

	/** The start of a server does not wait for it, and no command does it. */
	@EventListener(WebServerInitializedEvent.class)
	void countSoon() {
		if (hasBucket) {
			Thread.ofVirtual().name("unmoved-pictures").start(this::count);
		}
	}

	void count() {
		try {
			left = folder.isEmpty() ? 0 : inFolder();
		}
		catch (DataAccessException e) {
			LOG.warn("Whether all pictures are in the bucket is not known: {}", e.getMessage());
			return;
		}
		areCounted = true;
		if (left > 0) {
			LOG.warn(
					"Pictures in the folder that are not in the bucket (madang.s3.bucket): {}. They are served from the folder. "
							+ "Stop the server and run: bin/madang media move --to bucket",
					left);
		}
	}

	private long inFolder() {
		var found = 0L;
		var rows = next(0);
		while (!rows.isEmpty()) {
			found += rows.stream().filter(row -> folder.open(row.key(), Size.FULL.label + "." + row.format()).isPresent())
					.count();
			rows = next(rows.getLast().id());
		}
		return found;
	}

	private List<Row> next(long after) {
		return jdbc.sql("""
				select id, key, format from media m
				where ready_at is not null and id > :after
				  and not exists (select 1 from media_move d where d.media_id = m.id and d.place = 'bucket')
				order by id limit\s""" + BATCH).param("after", after).query(Row.class).list();
	}

	@Override
	public Optional<Box.Link> notice(Page page) {
		return left == 0
				? Optional.empty()
				: Optional.of(new Box.Link("/admin/jobs", page.t("admin.pictures-unmoved", left), page.t("events.jobs.title")));
	}
}
