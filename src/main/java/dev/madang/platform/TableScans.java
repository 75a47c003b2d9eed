package dev.madang.platform;

import java.util.List;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Room for queries that may have to read a whole table, so that all of them together leave connections to pages, guests
 * together to members, and each member to the others. None of them takes more than two seconds.
 */
@Component
public class TableScans {

	private static final int SECONDS = 2;

	/** Of twenty connections. */
	private static final int MOST = 6;

	private static final int MOST_OF_GUESTS = 3;

	private static final int MOST_OF_A_MEMBER = 2;

	/** By member's id, all guests under 0. */
	private final Tally<Long> running = new Tally<>(MOST);

	/**
	 * Runs one.
	 *
	 * @param tooSlow the problem's code if it takes too long
	 * @throws Problem 503: this one, or {@code busy} if there is no room at the moment
	 */
	public <T> List<T> list(Viewer viewer, JdbcClient.StatementSpec query, RowMapper<T> row, String tooSlow) {
		var who = viewer.isMember() ? viewer.id() : 0L;
		if (!running.add(who, viewer.isMember() ? MOST_OF_A_MEMBER : MOST_OF_GUESTS)) {
			throw Problem.later(503, "busy", SECONDS);
		}
		try {
			return bounded(query, row, tooSlow);
		}
		finally {
			running.remove(who);
		}
	}

	/** The same without a room of its own, for what reads a bounded number of rows. */
	public <T> List<T> bounded(JdbcClient.StatementSpec query, RowMapper<T> row, String tooSlow) {
		try {
			return query.withQueryTimeout(SECONDS).query(row).list();
		}
		catch (QueryTimeoutException e) {
			throw Problem.later(503, tooSlow, 60);
		}
	}
}
