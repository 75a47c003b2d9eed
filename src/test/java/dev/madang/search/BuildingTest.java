package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.activity.LogReader;
import dev.madang.language.Language;
import dev.madang.platform.ClusterSignals;
import dev.madang.testing.ScreenedTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import javax.sql.DataSource;

/** Of a database that goes away while the index is built, the thread that builds does not die: what was asked for is built later. */
@ScreenedTest
class BuildingTest {

	@Autowired
	Engine engine;

	@Autowired
	Language language;

	@Autowired
	LogReader log;

	@Autowired
	DataSource database;

	@Autowired
	ClusterSignals signals;

	@Autowired
	Meanings meanings;

	@Autowired
	SearchKinds kinds;

	/** What is asked for in a transaction that never ends nobody else begins to build. */
	private SingleConnectionDataSource ofItsOwn() throws SQLException {
		var connection = database.getConnection();
		connection.setAutoCommit(false);
		return new SingleConnectionDataSource(connection, true);
	}

	/** Is there for so many statements, and then away. */
	private static DataSource thereFor(int statements, DataSource database) {
		var left = new AtomicInteger(statements);
		return new DelegatingDataSource(database) {

			@Override
			public Connection getConnection() throws SQLException {
				if (left.getAndDecrement() <= 0) {
					throw new SQLTransientConnectionException("The database is away");
				}
				return super.getConnection();
			}
		};
	}

	@Test
	void whatWasAskedForIsStillAskedForWhenTheDatabaseWentAway() throws SQLException {
		var own = ofItsOwn();
		try {
			var jdbc = JdbcClient.create(own);
			var asked = jdbc.sql("insert into search_build default values returning id").query(Long.class).single();
			var building = new Building(engine, language, log, JdbcClient.create(thereFor(3, own)), signals, meanings, kinds);
			building.begin();
			Awaitility.await().until(() -> !building.isRunning());
			assertThat(jdbc.sql("select count(*) from search_build where id = :id and finished_at is null and error is null")
					.param("id", asked).query(Integer.class).single()).isEqualTo(1);
		}
		finally {
			own.getConnection().rollback();
			own.destroy();
		}
	}
}
