package dev.madang.command;

import java.util.Optional;

import dev.madang.platform.Problem;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** One line for the reasons for which a command does not work that are the operator's to mend. */
final class StartProblems {

	private StartProblems() {
	}

	static Optional<String> line(@Nullable Throwable thrown) {
		for (var cause = thrown; cause != null; cause = cause.getCause()) {
			switch (cause) {
				case PortInUseException port -> {
					return Optional.of("Port " + port.getPort() + " is in use. Choose another with --port N.");
				}
				case InvalidConfigurationPropertyValueException setting -> {
					return Optional.of("The setting " + setting.getName() + " is not valid: " + setting.getReason() + ".");
				}
				case BindException bind -> {
					return Optional.of("The setting " + bind.getName() + " is not valid: " + deepest(bind) + ".");
				}
				case CannotGetJdbcConnectionException _,CannotCreateTransactionException _,DataAccessResourceFailureException _ -> {
					return Optional.of("Cannot connect to the database: " + deepest(cause) + ".");
				}
				case WebServerException web -> {
					return Optional.of("The server cannot start: " + deepest(web) + ".");
				}
				case FlywayException schema -> {
					return Optional.of("The database cannot be migrated: " + deepest(schema) + ".");
				}
				case Problem problem -> {
					return Optional.of("Rejected: " + problem.code() + problem.violations().stream()
							.map(violation -> " " + violation.field() + " " + violation.code()).reduce("", String::concat)
							+ ".");
				}
				default -> {
				}
			}
		}
		return Optional.empty();
	}

	private static String deepest(Throwable thrown) {
		var cause = thrown;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").replaceAll("\\.$", "");
	}
}
