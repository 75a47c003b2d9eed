package dev.madang.archive;

import java.util.Set;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The foreign keys of a batch, checked once for each row that is referred to. PostgreSQL checks them for each row that
 * refers, which is half of what an import costs.
 */
record ForeignKeys(JdbcClient jdbc) {

	/** @return whether this is allowed; to the role of an outside database it may not be, and then PostgreSQL checks */
	boolean suspend() {
		return !jdbc.sql("""
				select set_config('session_replication_role', 'replica', true)
				from pg_roles where rolname = current_user and rolsuper
				""").query().listOfRows().isEmpty();
	}

	void resume() {
		jdbc.sql("select set_config('session_replication_role', 'origin', true)").query().singleRow();
	}

	/** Holds rows until the end of the transaction, as PostgreSQL's own check does. */
	void require(String table, Set<Long> ids) {
		var held = jdbc.sql("select id from " + table + " where id = any(:ids) order by id for key share")
				.param("ids", ids.toArray(Long[]::new)).query(Long.class).list();
		if (held.size() < ids.size()) {
			throw new DataIntegrityViolationException((ids.size() - held.size()) + " rows of " + table
					+ " that earlier lines stored were deleted");
		}
	}
}
