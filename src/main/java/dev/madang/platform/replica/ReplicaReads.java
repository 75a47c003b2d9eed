package dev.madang.platform.replica;

import java.util.Optional;
import java.util.function.Function;

import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads for guests from the replica, if there is one. Members read the database: they see at once what they wrote. So does whoever
 * fills what is kept for longer than a moment, because nothing drops it again when the replica has caught up.
 */
@Component
public class ReplicaReads {

	private final JdbcClient database;

	private final @Nullable Replica replica;

	ReplicaReads(JdbcClient database, Optional<Replica> replica) {
		this.database = database;
		this.replica = replica.orElse(null);
	}

	/** The database itself. */
	public JdbcClient database() {
		return database;
	}

	/**
	 * Reads, perhaps from the replica, about a second behind, and if that fails from the database.
	 *
	 * @param reading may be done twice, and does nothing but read
	 */
	public <T> T read(Viewer viewer, Function<JdbcClient, T> reading) {
		if (replica != null && !viewer.isMember() && replica.isInStep()
				&& !TransactionSynchronizationManager.isActualTransactionActive()) {
			try {
				return reading.apply(replica.jdbc());
			}
			catch (DataAccessException e) {
				replica.failed(e);
			}
		}
		return reading.apply(database);
	}
}
