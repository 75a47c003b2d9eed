package dev.madang.platform;

import java.io.IOException;

import dev.madang.platform.engine.EngineAway;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a failure says about whether to try again. */
public final class Failures {

	private Failures() {
	}

	/** Whether something outside was not there (a disk, a server, an engine, the database) rather than that the work cannot be done. */
	public static boolean isTransient(Throwable failure) {
		for (var cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IOException || cause instanceof EngineAway
					|| cause instanceof CannotCreateTransactionException || cause instanceof TransientDataAccessException
					|| cause instanceof RecoverableDataAccessException || cause instanceof DataAccessResourceFailureException) {
				return true;
			}
		}
		return false;
	}
}
