package dev.madang.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The database, which is away for as long as a test says. */
public final class Unreliable extends DelegatingDataSource {

	private volatile boolean away;

	public Unreliable(DataSource database) {
		super(database);
	}

	public void goAway() {
		away = true;
	}

	public void comeBack() {
		away = false;
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (away) {
			throw new SQLTransientConnectionException("the database is away");
		}
		return super.getConnection();
	}
}
