package dev.madang.search;

import java.util.Optional;

import dev.madang.platform.ClusterSignals;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The builds of the index that were asked for, and how they go: what a command and a server know of each other. */
@Component
public class Builds {

	/** How a build goes. */
	public record Progress(long id, boolean started, long done, long total, boolean finished, @Nullable String error) {
	}

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	Builds(JdbcClient jdbc, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.signals = signals;
	}

	/** Asks whichever server runs on this database to build its index; returns the number of the build. */
	@Transactional
	public long ask() {
		var id = jdbc.sql("insert into search_build default values returning id").query(Long.class).single();
		signals.send("search", "build");
		return id;
	}

	public Optional<Progress> progress(long id) {
		return progress("id = :id", id);
	}

	/** The build that is going on. */
	public Optional<Progress> current() {
		return progress("id > :id and started_at is not null and finished_at is null order by id desc limit 1", 0);
	}

	private Optional<Progress> progress(String which, long id) {
		return jdbc.sql("""
				select id, started_at is not null as started, done, total, finished_at is not null as finished, error
				from search_build where %s
				""".formatted(which)).param("id", id).query(Progress.class).optional();
	}
}
