package dev.madang.search.opensearch;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.madang.search.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lets one program at a time write the index, by a lock in the database. Two would not harm it, but do everything twice: entries of an
 * earlier reading do not replace others, and the place moves only from where one was.
 */
interface Turns {

	/** @return whether the work was done; not while another program does it */
	boolean alone(String name, Engine.Turn what, Runnable work);

	/** For one program. */
	Turns ALWAYS = (name, what, work) -> {
		work.run();
		return true;
	};

	/** A connection of its own has the lock, so that it ends with the program; that of a transaction also where this stands still. */
	record ByDatabase(DataSource database) implements Turns {

		private static final Logger LOG = LoggerFactory.getLogger(ByDatabase.class);

		@Override
		public boolean alone(String name, Engine.Turn what, Runnable work) {
			// a build takes longer than a transaction may stand still
			var isLong = what == Engine.Turn.BUILD;
			try (var connection = database.getConnection()) {
				connection.setAutoCommit(isLong);
				if (!is(connection, isLong ? "pg_try_advisory_lock" : "pg_try_advisory_xact_lock", name)) {
					connection.setAutoCommit(true);
					return false;
				}
				try {
					work.run();
				}
				finally {
					release(connection, isLong, name);
				}
				return true;
			}
			catch (SQLException e) {
				throw new DataAccessResourceFailureException("The database cannot say whose turn it is", e);
			}
		}

		private static void release(Connection connection, boolean isLong, String name) {
			try {
				if (isLong) {
					is(connection, "pg_advisory_unlock", name);
				}
				else {
					connection.rollback();
				}
				connection.setAutoCommit(true);
			}
			catch (SQLException e) {
				LOG.debug("The lock went with its connection", e);
			}
		}

		private static boolean is(Connection connection, String function, String name) throws SQLException {
			try (var statement = connection
					.prepareStatement("select " + function + "(hashtext('search-index'), hashtext(?))")) {
				statement.setString(1, name);
				try (var row = statement.executeQuery()) {
					return row.next() && row.getBoolean(1);
				}
			}
		}
	}
}
